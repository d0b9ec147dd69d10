/**
 * Who did what to which record: events, the port that keeps them, and how changes and their events
 * become one transaction. Depends on {@code error} and {@code store}; knows neither HTTP nor JPA.
 */
@NullMarked
package org.healthai.audit;

import org.jspecify.annotations.NullMarked;
