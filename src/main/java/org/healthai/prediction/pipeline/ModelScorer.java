package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.healthai.batching.Priority;
import org.healthai.image.Film;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing;
import org.healthai.prediction.pipeline.StageTimer.Step;

/** Asks the model: makes its input on the calling thread and queues it. Safe for many threads. */
public final class ModelScorer implements FilmScorer {
  private final BiFunction<Film, Preprocessing, PreparedFilm> preprocessor;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /**
   * A scorer that tells {@code timer} what preprocessing cost.
   *
   * @param preprocessor makes a model's input of a film
   */
  public ModelScorer(
      BiFunction<Film, Preprocessing, PreparedFilm> preprocessor,
      StageTimer timer,
      LongSupplier nanoClock) {
    this.preprocessor = preprocessor;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  @Override
  public CompletableFuture<FilmAnswer> score(
      Film film, FilmClassifier classifier, Priority priority, Deadline deadline) {
    long started = nanoClock.getAsLong();
    PreparedFilm input = preprocessor.apply(film, classifier.preprocessing());
    timer.onStep(Step.PREPROCESS, Duration.ofNanos(nanoClock.getAsLong() - started));
    return classifier
        .classify(input, priority, deadline.remaining())
        .thenApply(scores -> new FilmAnswer(scores, false));
  }
}
