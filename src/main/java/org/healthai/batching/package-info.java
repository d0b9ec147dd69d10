/**
 * Bounded priority queue in front of one worker thread, generic over what is worked on. Knows
 * neither HTTP nor models. Depends on {@code error} and {@code timing}.
 *
 * <p>{@link org.healthai.batching.BatchingQueue} is the way in: it hands requests to a {@link
 * org.healthai.batching.BatchRunner} that lives on the worker thread. {@code WaitingLine} knows the
 * order, {@code WaitingRoom} adds the lock, {@code BatchWorker} is the thread's loop, {@link
 * org.healthai.batching.CostTable} what has been learnt about the runner's speed.
 */
@NullMarked
package org.healthai.batching;

import org.jspecify.annotations.NullMarked;
