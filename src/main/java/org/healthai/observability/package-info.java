/**
 * What operators see: MicroProfile health checks and metrics. Depends on {@code model}, {@code
 * batching}, {@code prediction} (whose ports it listens at), {@code store} and {@code error}.
 */
@NullMarked
package org.healthai.observability;

import org.jspecify.annotations.NullMarked;
