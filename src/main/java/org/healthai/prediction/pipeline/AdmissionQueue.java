package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
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
 * than a right of way, so that nobody starves. Some room is never bulk's: what somebody waits for
 * does not wait for a batch of others to end.
 */
final class AdmissionQueue {
  private static final double SMOOTHING = 0.1;

  private final PipelineSettings settings;
  private final LongSupplier nanoClock;

  private final PriorityQueue<Task<?>> waiting =
      new PriorityQueue<>(
          Comparator.<Task<?>>comparingLong(task -> task.key)
              .thenComparingLong(task -> task.sequence));
  private final long startNanos;
  private int running;
  private int bulkRunning;
  private long sequence;
  private long waitingSinceNanos;
  private double meanNanos;

  AdmissionQueue(PipelineSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
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
    Task<T> task = new Task<>(work, priority);
    synchronized (this) {
      if (!hasRoom(priority)) {
        forgetEnded();
        if (full()) {
          return CompletableFuture.failedFuture(tooMany());
        }
        await(task);
        return task.result;
      }
      begin(task);
    }
    start(task);
    return task.result;
  }

  /** Called under the lock. */
  private boolean hasRoom(Priority priority) {
    return running < settings.filmsInFlight()
        && (priority != Priority.BULK || bulkRunning < settings.bulkInFlight());
  }

  /** Called under the lock. */
  private void begin(Task<?> task) {
    running++;
    bulkRunning += task.isBulk() ? 1 : 0;
  }

  /** Called under the lock. */
  private void await(Task<?> task) {
    task.arrivalNanos = nanoClock.getAsLong();
    task.key = keyOf(task.priority, task.arrivalNanos);
    task.sequence = sequence++;
    if (waiting.isEmpty()) {
      waitingSinceNanos = task.arrivalNanos;
    }
    waiting.add(task);
  }

  /**
   * Why a task of that priority had better not come now, if so: as many wait as may, or it would
   * wait too long. The latter counts only when tasks have been waiting for that long without a
   * break: a burst is worked off, lasting overload is not let in.
   */
  synchronized Optional<HealthAiException> findRefusal(Priority priority) {
    forgetEnded();
    if (full()) {
      return Optional.of(tooMany());
    }
    long waitedNanos = waiting.isEmpty() ? 0 : nanoClock.getAsLong() - waitingSinceNanos;
    if (waitedNanos <= settings.maxWait().toNanos()) {
      return Optional.empty();
    }
    Duration wait = waitBehindAsUrgent(priority);
    return wait.compareTo(longestWait(priority)) > 0
        ? Optional.of(tooLong(wait))
        : Optional.empty();
  }

  /** Without less urgent tasks that come first by their age: those shut nobody out. */
  private Duration waitBehindAsUrgent(Priority priority) {
    long newcomer = keyOf(priority, nanoClock.getAsLong());
    return untilEnded(
        1
            + waiting.stream()
                .filter(task -> task.key <= newcomer)
                .filter(task -> task.priority.headStartsBehind() <= priority.headStartsBehind())
                .count());
  }

  /** Bulk has time: as much as it takes to come before ordinary films by its age. */
  private Duration longestWait(Priority priority) {
    int behind = priority.headStartsBehind() - Priority.ROUTINE.headStartsBehind();
    Duration untilItIsAhead = settings.ageing().multipliedBy(Math.max(0, behind));
    return untilItIsAhead.compareTo(settings.maxWait()) > 0 ? untilItIsAhead : settings.maxWait();
  }

  private long keyOf(Priority priority, long arrivalNanos) {
    return arrivalNanos - startNanos + priority.headStartsBehind() * settings.ageing().toNanos();
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
    if (hasRoom(priority)) {
      return Duration.ZERO;
    }
    long newcomer = keyOf(priority, nanoClock.getAsLong());
    long ahead = waiting.stream().filter(task -> task.key <= newcomer).count();
    return untilEnded(ahead + 1);
  }

  /** When that many of the running and the waiting tasks have probably ended. */
  private Duration untilEnded(long tasks) {
    return Duration.ofNanos((long) (meanNanos * tasks / settings.filmsInFlight()));
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
              if (failure == null) {
                learn(nanoClock.getAsLong() - started);
              }
              Task<?> next = finish(task);
              if (next != null) {
                start(next);
              }
              task.complete(value, failure);
            });
  }

  /**
   * Only from tasks that did their work: late films end at once and would make waits look short.
   */
  private synchronized void learn(long nanos) {
    meanNanos += SMOOTHING * (nanos - meanNanos);
  }

  /** Gives the room of a task to the next one, if there is one that may have it. */
  private synchronized @Nullable Task<?> finish(Task<?> ended) {
    running--;
    bulkRunning -= ended.isBulk() ? 1 : 0;
    Task<?> next = nextThatMayStart();
    if (next != null) {
      waiting.remove(next);
      begin(next);
    }
    return next;
  }

  /** Called under the lock. */
  private @Nullable Task<?> nextThatMayStart() {
    Task<?> first = waiting.peek();
    if (first == null || hasRoom(first.priority)) {
      return first;
    }
    return waiting.stream()
        .filter(task -> hasRoom(task.priority))
        .min(waiting.comparator())
        .orElse(null);
  }

  /** Tasks that timed out while they waited take nobody's place. Called under the lock. */
  private void forgetEnded() {
    waiting.removeIf(task -> task.result.isDone());
  }

  /** Called under the lock. */
  private boolean full() {
    return waiting.size() >= settings.filmsWaiting();
  }

  private static HealthAiException tooLong(Duration wait) {
    return HealthAiException.retryLater(
        ErrorCode.OVERLOADED,
        "a film would wait %.1f seconds now; try again later".formatted(wait.toMillis() / 1e3),
        wait);
  }

  /** Called under the lock. */
  private HealthAiException tooMany() {
    return HealthAiException.retryLater(
        ErrorCode.OVERLOADED,
        "%d films are waiting already; try again later".formatted(waiting.size()),
        untilEnded(waiting.size()));
  }

  private static final class Task<T> {
    final Supplier<CompletionStage<T>> work;
    final Priority priority;
    final CompletableFuture<T> result = new CompletableFuture<>();
    long arrivalNanos;
    long key;
    long sequence;

    Task(Supplier<CompletionStage<T>> work, Priority priority) {
      this.work = work;
      this.priority = priority;
    }

    boolean isBulk() {
      return priority == Priority.BULK;
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
