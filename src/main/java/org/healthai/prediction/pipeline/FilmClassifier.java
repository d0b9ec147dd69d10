package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthai.batching.Priority;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.healthai.inference.OperatingPoint;
import org.healthai.prediction.upload.Upload;

/**
 * One loaded version of a model; as a route, the one that leads every film there. Safe for many
 * threads.
 */
public interface FilmClassifier extends FilmRoute {

  /** The model's name. */
  String name();

  /** The version. */
  String version();

  @Override
  default FilmClassifier classifierFor(Upload film) {
    return this;
  }

  /** What the model wants to see. */
  Preprocessing preprocessing();

  /** What the model tells apart, in the order of its outputs. */
  LabelSet labels();

  /** What its answers decide; empty where nobody asked for a decision. */
  Optional<OperatingPoint> operatingPoint();

  @Override
  FilmClassifier at(String operatingPoint);

  /**
   * Everything besides the pixels that decides an answer: classifiers of equal identity answer
   * equal pixels with the same bits.
   */
  List<String> identity();

  /**
   * Queues one film.
   *
   * @param input prepared as {@link #preprocessing} says
   * @param timeLeft after which the request is given up
   * @return the scores; fails with {@code HealthAiException} OVERLOADED, MODEL_NOT_READY or
   *     DEADLINE_PASSED
   */
  CompletableFuture<ClassScores> classify(PreparedFilm input, Priority priority, Duration timeLeft);
}
