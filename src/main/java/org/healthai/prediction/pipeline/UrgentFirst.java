package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.healthai.batching.Priority;

/**
 * Hands tasks to an executor by their priority instead of in the order they came. Safe for many
 * threads.
 *
 * <p>A priority is a head start over the next lower one, as in the other queues that a film passes,
 * so that nobody starves.
 */
final class UrgentFirst {
  private final Executor executor;
  private final long ageingNanos;
  private final LongSupplier nanoClock;
  private final long startNanos;

  private final PriorityQueue<Task> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Task task) -> task.key)
              .thenComparingLong(task -> task.sequence));
  private long sequence;

  private record Task(long key, long sequence, Runnable work) {}

  UrgentFirst(Executor executor, Duration ageing, LongSupplier nanoClock) {
    this.executor = executor;
    this.ageingNanos = ageing.toNanos();
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /** An executor for tasks of that priority. */
  Executor at(Priority priority) {
    return work -> execute(priority, work);
  }

  private void execute(Priority priority, Runnable work) {
    Task task = add(priority, work);
    try {
      executor.execute(() -> next().run());
    } catch (RejectedExecutionException stopped) {
      remove(task);
      throw stopped;
    }
  }

  private synchronized Task add(Priority priority, Runnable work) {
    long key = nanoClock.getAsLong() - startNanos + priority.headStartsBehind() * ageingNanos;
    Task task = new Task(key, sequence++, work);
    waiting.add(task);
    return task;
  }

  /** There are as many tasks here as the executor has been asked for. */
  private synchronized Runnable next() {
    return waiting.remove().work;
  }

  private synchronized void remove(Task task) {
    waiting.remove(task);
  }
}
