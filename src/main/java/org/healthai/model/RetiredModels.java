package org.healthai.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Models out of service whose engines are still open: requests that had chosen one just before get
 * the grace to hand in their film, then the queue is drained and the engine closed. Safe for many
 * threads.
 */
final class RetiredModels implements AutoCloseable {
  private final Executor afterGrace;
  private final Set<ServedModel> open = ConcurrentHashMap.newKeySet();

  RetiredModels(Duration grace, Executor background) {
    afterGrace =
        grace.isZero()
            ? background
            : CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS, background);
  }

  void retire(ServedModel old) {
    open.add(old);
    afterGrace.execute(() -> closeNow(old));
  }

  private void closeNow(ServedModel old) {
    old.close();
    open.remove(old);
  }

  /** Ends every grace: drains and closes what is open. */
  @Override
  public void close() {
    List.copyOf(open).forEach(this::closeNow);
  }
}
