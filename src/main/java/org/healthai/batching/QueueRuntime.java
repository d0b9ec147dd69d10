package org.healthai.batching;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What a queue takes from its surroundings.
 *
 * @param threads makes the worker thread; called again when a worker died
 * @param completions completes the futures, so that callers' continuations never run on (and never
 *     hold up) the worker thread
 * @param nanoTime monotonic clock in nanoseconds, {@link System#nanoTime} outside tests
 */
public record QueueRuntime(ThreadFactory threads, Executor completions, LongSupplier nanoTime) {}
