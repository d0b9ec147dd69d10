package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.healthai.batching.Priority;
import org.healthai.image.Preprocessing;
import org.healthai.inference.ClassScores;

/** One loaded version of a model. Safe for many threads. */
public interface FilmClassifier {

  /** The model's name. */
  String name();

  /** The version. */
  String version();

  /** What the model wants to see. */
  Preprocessing preprocessing();

  /**
   * Queues one film.
   *
   * @param inputNhwc the input; must not be touched any more
   * @param timeLeft after which the request is given up
   * @return the scores; fails with {@code HealthAiException} OVERLOADED, MODEL_NOT_READY or
   *     DEADLINE_PASSED
   */
  CompletableFuture<ClassScores> classify(float[] inputNhwc, Priority priority, Duration timeLeft);
}
