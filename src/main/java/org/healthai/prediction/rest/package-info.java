/**
 * The HTTP side of predictions: uploads, queries, answers. Depends on the feature and {@code web}.
 */
@NullMarked
package org.healthai.prediction.rest;

import org.jspecify.annotations.NullMarked;
