package org.healthai.model;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Models out of service whose engines are still open: requests that had chosen one just before get
 * the grace to hand in their film, then the queue is drained and the engine closed. Safe for many
 * threads.
 *
 * <p>Of one version at most one instance has its grace: the next one to retire ends that of the one
 * before. So loading and unloading in quick turns piles up no engines.
 */
final class RetiredModels implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RetiredModels.class.getName());

  private final Executor background;
  private final Executor afterGrace;
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Retires models.
   *
   * @param background closes them; when it takes no more work, {@link #close} does
   */
  RetiredModels(Duration grace, Executor background) {
    this.background = background;
    this.afterGrace =
        grace.isZero()
            ? background
            : CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS, background);
  }

  /** Closes the model after the grace, or now when everything is being closed. */
  void retire(ServedModel old) {
    open.stream()
        .filter(earlier -> earlier.id().equals(old.id()))
        .forEach(earlier -> closeIn(background, earlier));
    open.add(old);
    closeIn(afterGrace, old);
    if (closed) {
      closeNow(old);
    }
  }

  private void closeIn(Executor executor, ServedModel old) {
    try {
      executor.execute(() -> closeNow(old));
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "model {0} stays open until everything is closed", old.id());
    }
  }

  private void closeNow(ServedModel old) {
    old.close();
    open.remove(old);
  }

  /** Ends every grace: drains and closes what is open, and from now on what is retired. */
  @Override
  public void close() {
    closed = true;
    List.copyOf(open).forEach(this::closeNow);
  }
}
