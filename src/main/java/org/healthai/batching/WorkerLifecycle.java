package org.healthai.batching;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Starts the worker, starts another when it dies, and stops it. A worker that cannot be opened, or
 * several in a row that die without a batch in between that went well, break the queue. Safe for
 * many threads.
 */
final class WorkerLifecycle<I, O> implements BatchWorker.Owner {
  private static final System.Logger LOG = System.getLogger(WorkerLifecycle.class.getName());
  private static final Duration RETRY_AFTER_CLOSING = Duration.ofSeconds(1);

  /** Deaths in a row after which no other worker is started. */
  static final int MAX_DEATHS_IN_A_ROW = 3;

  private final BatchWorker.Tools<I, O> tools;
  private final ThreadFactory threads;
  private final Duration drainTimeout;
  private final QueueCounters counters;
  private final BatchListener listener;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private QueueState state = QueueState.OPENING;
  private int deathsInARow;

  WorkerLifecycle(
      BatchWorker.Tools<I, O> tools,
      ThreadFactory threads,
      Duration drainTimeout,
      QueueCounters counters,
      BatchListener listener) {
    this.tools = tools;
    this.threads = threads;
    this.drainTimeout = drainTimeout;
    this.counters = counters;
    this.listener = listener;
  }

  void start() {
    try {
      threads.newThread(new BatchWorker<>(tools, this)).start();
    } catch (Throwable noThread) {
      workerEnded(new BatchWorker.End(false, noThread));
    }
  }

  CompletableFuture<Void> opened() {
    return opened.copy();
  }

  CompletableFuture<Void> ended() {
    return ended.copy();
  }

  synchronized QueueState state() {
    return state;
  }

  HealthAiException closedRefusal() {
    return state() == QueueState.BROKEN
        ? new HealthAiException(ErrorCode.MODEL_NOT_READY, "the worker failed and does not answer")
        : HealthAiException.retryLater(
            ErrorCode.MODEL_NOT_READY, "the queue is being closed", RETRY_AFTER_CLOSING);
  }

  @Override
  public void workerOpened() {
    synchronized (this) {
      state = state == QueueState.OPENING ? QueueState.OPEN : state;
    }
    tools.outcomes().later(() -> opened.complete(null));
  }

  @Override
  public void batchRan(BatchRun run) {
    synchronized (this) {
      deathsInARow = run.succeeded() ? 0 : deathsInARow;
    }
    counters.add(run);
    try {
      listener.onBatch(run);
    } catch (RuntimeException e) {
      // a defect in somebody's metrics must cost neither the answers nor the worker
      LOG.log(Level.ERROR, "batch listener failed", e);
    }
  }

  @Override
  public void workerEnded(BatchWorker.End end) {
    QueueState next = stateAfter(end);
    if (end.death() != null) {
      LOG.log(Level.ERROR, "batch worker died; the queue is now " + next, end.death());
    }
    if (next == QueueState.OPENING) {
      start();
    } else {
      stop(end);
    }
  }

  private synchronized QueueState stateAfter(BatchWorker.End end) {
    if (state == QueueState.DRAINING || state == QueueState.CLOSED) {
      state = QueueState.CLOSED;
    } else if (end.opened() && ++deathsInARow < MAX_DEATHS_IN_A_ROW) {
      state = QueueState.OPENING;
    } else {
      state = QueueState.BROKEN;
    }
    return state;
  }

  private void stop(BatchWorker.End end) {
    tools.room().close();
    refuseAll();
    Throwable death = end.death();
    if (death != null) {
      tools.outcomes().later(() -> opened.completeExceptionally(death));
    }
    tools.outcomes().later(() -> ended.complete(null));
  }

  private void refuseAll() {
    tools.outcomes().refuse(tools.room().abandon(), closedRefusal());
  }

  void close() {
    synchronized (this) {
      state =
          switch (state) {
            case OPENING, OPEN, DRAINING -> QueueState.DRAINING;
            case CLOSED, BROKEN -> QueueState.CLOSED;
          };
      tools.room().close();
    }
    try {
      ended.get(drainTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      refuseAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuseAll();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a worker never fails", e);
    }
  }
}
