package org.healthai.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * @param patience how long one may take
 */
public record FilmThreads(Executor storage, Executor roots, Duration patience) {

  /**
   * Does something with a film on the threads of its place. What nobody waits for any more when its
   * turn comes is not done.
   *
   * @return fails with DEADLINE_PASSED when the place does not answer
   */
  <T> CompletableFuture<T> call(JobItem item, Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, placeOf(item))
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionallyCompose(failure -> CompletableFuture.failedFuture(told(failure)));
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(hanging(full));
    }
  }

  /** The threads of the place where a film lies. */
  Executor placeOf(JobItem item) {
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
