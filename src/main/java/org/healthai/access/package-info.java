/**
 * Who may call: API keys and roles. Depends on {@code error} and {@code files}; knows neither HTTP
 * nor JPA.
 */
@NullMarked
package org.healthai.access;

import org.jspecify.annotations.NullMarked;
