/**
 * One film from its bytes to its scores, without a thread waiting: admission, decoding on a pool of
 * its own, the model's queue. Depends on the core and on {@code prediction.upload}; knows neither
 * HTTP nor the store.
 */
@NullMarked
package org.healthai.prediction.pipeline;

import org.jspecify.annotations.NullMarked;
