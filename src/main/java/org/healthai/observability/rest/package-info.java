/** Health for API clients, and the metrics of requests. Depends on the feature and {@code web}. */
@NullMarked
package org.healthai.observability.rest;

import org.jspecify.annotations.NullMarked;
