package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.upload.Upload;

/**
 * Takes films from bytes to scores. Safe for many threads; none of them waits.
 *
 * <p>A film waits for admission, is decoded on {@code decoders}, the urgent first, and goes to the
 * model's queue at once. A limited number of films is between the last two, whatever the number of
 * callers: that bounds the heap, and lets urgent films pass while it costs nothing.
 */
public final class ScoringPipeline {
  private static final Duration RESTART = Duration.ofSeconds(30);

  private final PipelineSettings settings;
  private final FilmDecoder decoder;
  private final FilmScorer scorer;
  private final UrgentFirst decoders;
  private final LongSupplier nanoClock;
  private final AdmissionQueue admission;
  private final AtomicInteger decoding = new AtomicInteger();

  /**
   * A pipeline.
   *
   * @param decoders runs the decoding and the scorer; needs no bound of its own
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public ScoringPipeline(
      PipelineSettings settings,
      FilmDecoder decoder,
      FilmScorer scorer,
      Executor decoders,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.decoder = decoder;
    this.scorer = scorer;
    this.decoders = new UrgentFirst(decoders, settings.ageing(), nanoClock);
    this.nanoClock = nanoClock;
    this.admission = new AdmissionQueue(settings, nanoClock);
  }

  /**
   * Scores one film.
   *
   * @param route says which model; asked on the decoding thread
   * @param upload read while the result is pending; not closed
   * @return the scores; fails with the decoder's or the model's {@code HealthAiException},
   *     OVERLOADED when too many films wait, or DEADLINE_PASSED, caused by a {@link
   *     SlowDecodingException} where the film itself took the time
   */
  public CompletableFuture<ScoredFilm> score(
      Upload upload, FilmRoute route, Priority priority, Deadline deadline) {
    Duration left = deadline.remaining();
    DecodingTime decodingTime = new DecodingTime(nanoClock);
    Supplier<CompletableFuture<ScoredFilm>> work =
        () -> decodeAndAsk(upload, route, priority, deadline, decodingTime);
    return admission
        .submit(priority, () -> onDecoder(work, priority))
        .orTimeout(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    named(failure, deadline, decodingTime.tookMostOf(left))));
  }

  /** Whether films take every thread that decodes, or more; costs nothing. */
  public boolean isBusy() {
    return admission.running() >= settings.decodeThreads();
  }

  /**
   * Tells a client no before it sends its films, where they would be refused or wait too long.
   *
   * @throws HealthAiException OVERLOADED
   */
  public void requireRoom(Priority priority) {
    admission
        .findRefusal(priority)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** One look at what there is to do; costs time in proportion to the films that wait. */
  public PipelineLoad load() {
    Map<Priority, Duration> waits = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      waits.put(priority, admission.estimatedWait(priority));
    }
    return new PipelineLoad(
        admission.running(),
        settings.filmsInFlight(),
        decoding.get(),
        admission.waiting(),
        settings.filmsWaiting(),
        admission.oldestWait(),
        waits);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the inner stage is what thenCompose waits for
  private CompletionStage<ScoredFilm> onDecoder(
      Supplier<CompletableFuture<ScoredFilm>> work, Priority priority) {
    return CompletableFuture.supplyAsync(work, decoders.at(priority))
        .thenCompose(Function.identity());
  }

  /** On a decoder's thread. */
  private CompletableFuture<ScoredFilm> decodeAndAsk(
      Upload upload,
      FilmRoute route,
      Priority priority,
      Deadline deadline,
      DecodingTime decodingTime) {
    deadline.check();
    long started = nanoClock.getAsLong();
    decodingTime.begin();
    decoding.incrementAndGet();
    try {
      FilmClassifier classifier = route.classifierFor(upload);
      DecodedFilm film = decoder.decode(upload, classifier.preprocessing().colour());
      return scorer
          .score(film.film(), classifier, priority, deadline)
          .thenApply(describing(classifier, film, started));
    } finally {
      decodingTime.end();
      decoding.decrementAndGet();
    }
  }

  /** Keeps no pixels: while a film waits for its model, only the model's input is in the heap. */
  private Function<FilmAnswer, ScoredFilm> describing(
      FilmClassifier classifier, DecodedFilm film, long startedNanos) {
    String format = film.format();
    int width = film.film().width();
    int height = film.film().height();
    return answer ->
        new ScoredFilm(
            classifier,
            answer,
            format,
            width,
            height,
            Duration.ofNanos(nanoClock.getAsLong() - startedNanos));
  }

  private static Throwable named(Throwable failure, Deadline deadline, boolean slowFilm) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException || isDeadlinePassed(cause)) {
      return slowFilm ? deadline.passed(new SlowDecodingException()) : deadline.passed(null);
    }
    if (cause instanceof RejectedExecutionException) {
      return HealthAiException.retryLater(ErrorCode.OVERLOADED, "the server is stopping", RESTART);
    }
    return cause;
  }

  private static boolean isDeadlinePassed(Throwable cause) {
    return cause instanceof HealthAiException known && known.code() == ErrorCode.DEADLINE_PASSED;
  }
}
