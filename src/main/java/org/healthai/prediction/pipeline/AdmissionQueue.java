package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of asynchronous tasks run at once; the others wait without a thread. Safe
 * for many threads.
 *
 * <p>The most urgent task starts next. A priority is a head start over the next lower one rather
 * than a right of way, so that nobody starves.
 */
final class AdmissionQueue {
  private static final double SMOOTHING = 0.1;

  private final int maxRunning;
  private final int maxWaiting;
  private final Duration headStart;
  private final LongSupplier nanoClock;

  private final PriorityQueue<Task<?>> waiting =
      new PriorityQueue<>(
          Comparator.<Task<?>>comparingLong(task -> task.key)
              .thenComparingLong(task -> task.sequence));
  private final long startNanos;
  private int running;
  private long sequence;
  private double meanNanos;

  AdmissionQueue(int maxRunning, int maxWaiting, Duration headStart, LongSupplier nanoClock) {
    this.maxRunning = maxRunning;
    this.maxWaiting = maxWaiting;
    this.headStart = headStart;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
  }

  /**
   * Starts the work now or as soon as there is room for it.
   *
   * @param work starts the task; called on the submitting thread or on the one that finished
   *     another task, hence quick; a throw counts as a failed task
   * @return what the work's stage ends with; fails with OVERLOADED when too many wait
   */
  <T> CompletableFuture<T> submit(Priority priority, Supplier<CompletionStage<T>> work) {
    Task<T> task = new Task<>(work);
    synchronized (this) {
      if (running >= maxRunning) {
        if (waiting.size() >= maxWaiting) {
          return CompletableFuture.failedFuture(full());
        }
        task.arrivalNanos = nanoClock.getAsLong();
        task.key = keyOf(priority, task.arrivalNanos);
        task.sequence = sequence++;
        waiting.add(task);
        return task.result;
      }
      running++;
    }
    start(task);
    return task.result;
  }

  private long keyOf(Priority priority, long arrivalNanos) {
    return arrivalNanos - startNanos + priority.headStartsBehind() * headStart.toNanos();
  }

  /** Tasks that wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Tasks that run. */
  synchronized int running() {
    return running;
  }

  /** How long the first to arrive of those that wait has waited; zero when none waits. */
  synchronized Duration oldestWait() {
    long now = nanoClock.getAsLong();
    return Duration.ofNanos(
        waiting.stream().mapToLong(task -> now - task.arrivalNanos).max().orElse(0));
  }

  /**
   * How long a task of that priority that is submitted now would wait before it starts, from what
   * tasks took lately. Costs time in proportion to the tasks that wait.
   */
  synchronized Duration estimatedWait(Priority priority) {
    if (running < maxRunning) {
      return Duration.ZERO;
    }
    long newcomer = keyOf(priority, nanoClock.getAsLong());
    long ahead = waiting.stream().filter(task -> task.key <= newcomer).count();
    return untilEnded(ahead + 1);
  }

  /** When that many of the running and the waiting tasks have probably ended. */
  private Duration untilEnded(long tasks) {
    return Duration.ofNanos((long) (meanNanos * tasks / maxRunning));
  }

  private <T> void start(Task<T> task) {
    long started = nanoClock.getAsLong();
    CompletionStage<T> stage;
    try {
      stage = task.work.get();
    } catch (RuntimeException failure) {
      stage = CompletableFuture.failedFuture(failure);
    }
    var unused =
        stage.whenComplete(
            (value, failure) -> {
              Task<?> next = finish(nanoClock.getAsLong() - started);
              if (next != null) {
                start(next);
              }
              task.complete(value, failure);
            });
  }

  private synchronized @Nullable Task<?> finish(long nanos) {
    meanNanos += SMOOTHING * (nanos - meanNanos);
    Task<?> next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }

  /** Called under the lock. */
  private HealthAiException full() {
    return HealthAiException.retryLater(
        ErrorCode.OVERLOADED,
        "%d films are waiting already; try again later".formatted(waiting.size()),
        untilEnded(waiting.size()));
  }

  private static final class Task<T> {
    final Supplier<CompletionStage<T>> work;
    final CompletableFuture<T> result = new CompletableFuture<>();
    long arrivalNanos;
    long key;
    long sequence;

    Task(Supplier<CompletionStage<T>> work) {
      this.work = work;
    }

    void complete(T value, @Nullable Throwable failure) {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }
  }
}
