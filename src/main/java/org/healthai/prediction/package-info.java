/**
 * What the models said about the films, and the ports that keep it. Depends on the core and, later,
 * on {@code audit}; knows neither HTTP nor JPA.
 */
@NullMarked
package org.healthai.prediction;

import org.jspecify.annotations.NullMarked;
