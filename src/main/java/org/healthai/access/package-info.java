/**
 * Who may call, and what: API keys, permissions, tenants. Depends on {@code error} and {@code
 * files}; knows neither HTTP nor JPA.
 */
@NullMarked
package org.healthai.access;

import org.jspecify.annotations.NullMarked;
