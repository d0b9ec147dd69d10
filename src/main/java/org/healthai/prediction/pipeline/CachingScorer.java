package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.healthai.batching.Priority;
import org.healthai.image.Film;
import org.healthai.inference.ClassScores;
import org.healthai.prediction.cache.ScoreCache;
import org.healthai.prediction.cache.ScoreKey;
import org.healthai.prediction.pipeline.StageTimer.Step;

/**
 * Remembers what a model said about the same pixels. Safe for many threads.
 *
 * <p>A hit costs neither the resize nor the model. Equal films that arrive together all ask the
 * model: sharing one run would give an urgent film the place in the queue, and the deadline, of
 * another one, and equal inputs have equal answers anyway.
 */
public final class CachingScorer implements FilmScorer {
  private final ScoreCache cache;
  private final FilmScorer model;
  private final String release;
  private final StageTimer timer;
  private final LongSupplier nanoClock;

  /**
   * A scorer that asks {@code model} for what {@code cache} does not know, and tells {@code timer}
   * what looking cost.
   *
   * @param release version of this software: another one may decode, resize or compute otherwise,
   *     so it is told nothing of what this one said
   */
  public CachingScorer(
      ScoreCache cache,
      FilmScorer model,
      String release,
      StageTimer timer,
      LongSupplier nanoClock) {
    this.cache = cache;
    this.model = model;
    this.release = release;
    this.timer = timer;
    this.nanoClock = nanoClock;
  }

  @Override
  public CompletableFuture<FilmAnswer> score(
      Film film, FilmClassifier classifier, Priority priority, Deadline deadline) {
    long started = nanoClock.getAsLong();
    List<String> identity = identityOf(classifier);
    ScoreKey key = ScoreKey.of(film, identity);
    Optional<ClassScores> known = cache.find(key, classifier.labels());
    timer.onStep(Step.LOOKUP, Duration.ofNanos(nanoClock.getAsLong() - started));
    return known
        .map(scores -> CompletableFuture.completedFuture(new FilmAnswer(scores, true)))
        .orElseGet(
            () ->
                model
                    .score(film, classifier, priority, deadline)
                    .thenApply(
                        answer -> {
                          if (identity.equals(identityOf(classifier))) {
                            cache.put(key, answer.scores());
                          }
                          return answer;
                        }));
  }

  /** Changes when an engine is opened anew and computes otherwise, also while a film waits. */
  private List<String> identityOf(FilmClassifier classifier) {
    return Stream.concat(Stream.of(release), classifier.identity().stream()).toList();
  }
}
