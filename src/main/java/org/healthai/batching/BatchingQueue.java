package org.healthai.batching;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.healthai.batching.WaitingRoom.Occupancy;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * A bounded priority queue with one worker thread behind it. Requests that wait together run
 * together, up to the batch size the {@link CostTable} found best; a lone request runs at once. A
 * batch of {@link Priority#BULK} requests lets urgent ones come between where its runner can.
 *
 * <p>Every request ends: with its answer, with the failure of its batch, with {@code OVERLOADED}
 * (queue full), {@code DEADLINE_PASSED} (never run) or {@code MODEL_NOT_READY} (closed or broken).
 * All of these come through the future; {@link #submit} itself does not throw. Cancelling the
 * future, or completing it in any other way, takes the request out of the queue; a batch that
 * already runs is not stopped.
 *
 * <p>Safe for many threads. The worker thread opens, uses and closes the runner, so a runner may
 * belong to one thread.
 *
 * @param <I> what goes in; the queue hands it to the runner as it is
 * @param <O> what comes out
 */
public final class BatchingQueue<I, O> implements AutoCloseable {
  private static final Duration LEAST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(365);

  private final int capacity;
  private final WaitingRoom<I, O> room;
  private final CostTable costs;
  private final QueueCounters counters;
  private final Outcomes outcomes;
  private final WorkerLifecycle<I, O> lifecycle;

  /**
   * Makes the queue and starts its worker.
   *
   * @param opener makes the runner, on the worker thread; run again when the worker has died. What
   *     it throws breaks the queue and is what {@link #opened} fails with.
   * @param costs filled by the opener's {@link WarmUp}; its size is the largest batch
   */
  public BatchingQueue(
      Supplier<BatchRunner<I, O>> opener,
      CostTable costs,
      BatchingSettings settings,
      QueueRuntime runtime,
      BatchListener listener) {
    this.capacity = settings.capacity();
    this.costs = costs;
    this.room = new WaitingRoom<>(settings, runtime.nanoTime());
    this.counters = new QueueCounters(costs.maxBatch());
    this.outcomes = new Outcomes(runtime.completions(), counters);
    var tools = new BatchWorker.Tools<>(opener, room, costs, outcomes, runtime.nanoTime());
    this.lifecycle =
        new WorkerLifecycle<>(
            tools, runtime.threads(), settings.drainTimeout(), counters, listener);
    lifecycle.start();
  }

  /** Completes when the worker is ready for its first batch, or with what stopped it. */
  public CompletableFuture<Void> opened() {
    return lifecycle.opened();
  }

  /** Completes when the runner is closed and its resources are free. */
  public CompletableFuture<Void> ended() {
    return lifecycle.ended();
  }

  /** Queues a request that waits as long as it takes. */
  public CompletableFuture<O> submit(I input, Priority priority) {
    return enqueue(new QueuedRequest<>(input, priority, QueuedRequest.NO_DEADLINE));
  }

  /**
   * Queues a request that is not run when its turn comes later than {@code timeLeft} from now. Once
   * it runs it is answered, late or not.
   */
  public CompletableFuture<O> submit(I input, Priority priority, Duration timeLeft) {
    Duration bounded = timeLeft.compareTo(LONGEST_DEADLINE) > 0 ? LONGEST_DEADLINE : timeLeft;
    var request = new QueuedRequest<I, O>(input, priority, bounded.toNanos());
    if (request.nanosLeft <= 0) {
      outcomes.expire(List.of(request));
      return request.future;
    }
    return enqueue(request);
  }

  private CompletableFuture<O> enqueue(QueuedRequest<I, O> request) {
    WaitingRoom.Admission admission = room.admit(request);
    if (admission == WaitingRoom.Admission.FULL) {
      outcomes.expire(room.removeExpired());
      admission = room.admit(request);
    }
    switch (admission) {
      case ADMITTED -> leaveWhenGivenUp(request);
      case FULL -> outcomes.refuse(List.of(request), overloaded());
      case CLOSED -> outcomes.refuse(List.of(request), lifecycle.closedRefusal());
    }
    return request.future;
  }

  private void leaveWhenGivenUp(QueuedRequest<I, O> request) {
    var unused =
        request.future.whenComplete(
            (output, failure) -> {
              if (failure != null && room.remove(request)) {
                counters.cancelled.increment();
              }
            });
  }

  private HealthAiException overloaded() {
    Occupancy occupancy = room.occupancy();
    Duration wait = estimatedWait(occupancy, occupancy.depth());
    return HealthAiException.retryLater(
        ErrorCode.OVERLOADED,
        "the queue is full: " + capacity + " requests wait; try again later",
        wait.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : wait);
  }

  private Duration estimatedWait(Occupancy occupancy, int ahead) {
    long running = costs.nanosForBatch(occupancy.running()) - occupancy.runningNanos();
    return Duration.ofNanos(Math.max(0, running) + costs.nanosForRequests(ahead));
  }

  /** One look at the queue. */
  public QueueStatistics statistics() {
    Occupancy occupancy = room.occupancy();
    return new QueueStatistics(
        lifecycle.state(),
        capacity,
        occupancy.depth(),
        occupancy.running(),
        Duration.ofNanos(occupancy.oldestWaitNanos()),
        counters.counts(),
        counters.batchesBySize());
  }

  /**
   * How long a request of each priority that is handed in now would wait, from the learnt costs and
   * what waits before it. Costs time in proportion to the queue's depth.
   */
  public Map<Priority, Duration> estimatedWaits() {
    WaitingRoom.Prospect prospect = room.prospect();
    Map<Priority, Duration> waits = new EnumMap<>(Priority.class);
    prospect
        .ahead()
        .forEach(
            (priority, ahead) -> waits.put(priority, estimatedWait(prospect.occupancy(), ahead)));
    return waits;
  }

  /**
   * Takes no new requests, waits for the queued ones up to the drain timeout and refuses what is
   * left then. Returns when the runner is closed or the timeout has passed; a batch that still runs
   * then ends on its own and {@link #ended} tells when. Must not be called from the worker thread.
   */
  @Override
  public void close() {
    lifecycle.close();
  }
}
