package org.healthai.prediction.pipeline;

import java.util.concurrent.CompletableFuture;
import org.healthai.batching.Priority;
import org.healthai.image.Film;

/** Finds out what a model says about a film. Safe for many threads. */
@FunctionalInterface
public interface FilmScorer {

  /**
   * Scores one film; what costs CPU time before the model has it is done on the calling thread.
   *
   * @return the scores; fails as {@link FilmClassifier#classify} does
   */
  CompletableFuture<FilmAnswer> score(
      Film film, FilmClassifier classifier, Priority priority, Deadline deadline);
}
