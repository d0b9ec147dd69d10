package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.upload.Upload;

/**
 * Takes films from bytes to scores. Safe for many threads; none of them waits.
 *
 * <p>A film waits for admission, is decoded on {@code decoders}, and goes to the model's queue at
 * once. A limited number of films is between the last two, whatever the number of callers: that
 * bounds the heap, and lets urgent films pass while it costs nothing.
 */
public final class ScoringPipeline {
  private static final Duration RESTART = Duration.ofSeconds(30);

  private final FilmDecoder decoder;
  private final Executor decoders;
  private final LongSupplier nanoClock;
  private final AdmissionQueue admission;

  /**
   * A pipeline.
   *
   * @param decoders runs the decoding; needs no bound of its own
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public ScoringPipeline(
      PipelineSettings settings, FilmDecoder decoder, Executor decoders, LongSupplier nanoClock) {
    this.decoder = decoder;
    this.decoders = decoders;
    this.nanoClock = nanoClock;
    this.admission =
        new AdmissionQueue(settings.filmsInFlight(), settings.filmsWaiting(), nanoClock);
  }

  /**
   * Scores one film.
   *
   * @param upload read while the result is pending; not closed
   * @return the scores; fails with the decoder's or the model's {@code HealthAiException},
   *     OVERLOADED when too many films wait, or DEADLINE_PASSED
   */
  public CompletableFuture<ScoredFilm> score(
      Upload upload, FilmClassifier classifier, Priority priority, Deadline deadline) {
    Duration left = deadline.remaining();
    return admission
        .submit(priority, () -> decodeAndClassify(upload, classifier, priority, deadline))
        .orTimeout(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(failure, deadline)));
  }

  /** Films waiting for admission. */
  public int waiting() {
    return admission.waiting();
  }

  /** Films being decoded or classified. */
  public int inFlight() {
    return admission.running();
  }

  private CompletionStage<ScoredFilm> decodeAndClassify(
      Upload upload, FilmClassifier classifier, Priority priority, Deadline deadline) {
    return CompletableFuture.supplyAsync(
            () -> {
              deadline.check();
              long started = nanoClock.getAsLong();
              return new Started(started, decoder.decode(upload, classifier.preprocessing()));
            },
            decoders)
        .thenCompose(film -> classify(film, classifier, priority, deadline));
  }

  private CompletableFuture<ScoredFilm> classify(
      Started started, FilmClassifier classifier, Priority priority, Deadline deadline) {
    DecodedFilm film = started.film();
    return classifier
        .classify(film.inputNhwc(), priority, deadline.remaining())
        .thenApply(
            scores ->
                new ScoredFilm(
                    scores,
                    film.format(),
                    film.width(),
                    film.height(),
                    Duration.ofNanos(nanoClock.getAsLong() - started.nanos())));
  }

  private static Throwable named(Throwable failure, Deadline deadline) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return deadline.passed();
    }
    if (cause instanceof RejectedExecutionException) {
      return HealthAiException.retryLater(ErrorCode.OVERLOADED, "the server is stopping", RESTART);
    }
    return cause;
  }

  private record Started(long nanos, DecodedFilm film) {}
}
