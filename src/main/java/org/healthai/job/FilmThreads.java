package org.healthai.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Threads that may wait for ever, since films lie on shares and a share may hang: those of one
 * place, and no others. Who waits for them gives up after a while, and at once where too many do.
 * Safe for many threads.
 *
 * @param storage read films that are kept for jobs
 * @param roots read films below import roots
 * @param answered remove films that are answered; drop what is too much for them
 * @param patience how long a film may take to be read
 */
public record FilmThreads(Executor storage, Executor roots, Executor answered, Duration patience) {

  /**
   * Reads a film on the threads of its place. What nobody waits for any more when its turn comes is
   * not done; what is there too late goes no further, since who waited has begun with others.
   *
   * @param late closes what came too late
   * @return completed on a thread of the place; fails with DEADLINE_PASSED when the place does not
   *     answer
   */
  <T> CompletableFuture<T> call(JobItem item, Supplier<T> reading, Consumer<T> late) {
    CompletableFuture<T> wanted = new CompletableFuture<>();
    try {
      placeOf(item).execute(() -> read(reading, wanted, late));
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(hanging(full));
    }
    return wanted
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
  }

  private static <T> void read(Supplier<T> reading, CompletableFuture<T> wanted, Consumer<T> late) {
    if (wanted.isDone()) {
      return;
    }
    T film;
    try {
      film = reading.get();
    } catch (RuntimeException | Error failure) {
      wanted.completeExceptionally(failure);
      return;
    }
    if (!wanted.complete(film)) {
      late.accept(film);
    }
  }

  /** Does something with a film that is answered, some time or not at all; returns at once. */
  void later(Runnable removal) {
    try {
      answered.execute(removal);
    } catch (RejectedExecutionException stopping) {
      // goes with the other films of its job
    }
  }

  private Executor placeOf(JobItem item) {
    return item.filmKey() == null ? roots : storage;
  }

  private static Throwable told(Throwable failure) {
    return failure instanceof TimeoutException ? hanging(failure) : failure;
  }

  private static HealthAiException hanging(Throwable cause) {
    return new HealthAiException(
        ErrorCode.DEADLINE_PASSED, "the place where the film lies does not answer", cause);
  }
}
