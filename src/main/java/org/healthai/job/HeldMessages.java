package org.healthai.job;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.healthai.store.StoreOpener;

/**
 * Messages that are held between two attempts at their films. When the server stops, they fail at
 * once, so that they are delivered again: to another server, or after the next start. Safe for many
 * threads.
 */
final class HeldMessages {
  private final StoreOpener.Delay delay;
  private final Set<Held> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /** One message; who removes it from those that wait says how it ends. */
  private static final class Held {
    private final CompletableFuture<Object> end = new CompletableFuture<>();
  }

  /** Holds none yet. */
  HeldMessages(StoreOpener.Delay delay) {
    this.delay = delay;
  }

  /**
   * Holds one for a while.
   *
   * @param next begins when the while is over
   * @return ends as {@code next} does; fails at once where the server stops before it began
   */
  CompletionStage<Object> hold(Duration pause, Supplier<CompletionStage<Object>> next) {
    Held message = new Held();
    waiting.add(message);
    try {
      delay.run(pause, () -> goOn(message, next));
    } catch (RejectedExecutionException stopped) {
      letGo(message);
    }
    if (stopping) {
      letGo(message);
    }
    return message.end;
  }

  private void goOn(Held message, Supplier<CompletionStage<Object>> next) {
    if (!waiting.remove(message)) {
      return; // let go meanwhile
    }
    try {
      var unused =
          next.get()
              .whenComplete(
                  (done, failure) -> {
                    if (failure == null) {
                      message.end.complete(done);
                    } else {
                      message.end.completeExceptionally(failure);
                    }
                  });
    } catch (RejectedExecutionException stopped) {
      message.end.completeExceptionally(stopped);
    }
  }

  /** Lets all of them go, and those that come from now on. */
  void stop() {
    stopping = true;
    waiting.forEach(this::letGo);
  }

  private void letGo(Held message) {
    if (waiting.remove(message)) {
      message.end.completeExceptionally(new RejectedExecutionException("the server is stopping"));
    }
  }
}
