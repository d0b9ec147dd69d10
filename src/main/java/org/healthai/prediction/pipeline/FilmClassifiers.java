package org.healthai.prediction.pipeline;

import org.jspecify.annotations.Nullable;

/** The models that can be asked. Safe for many threads. */
@FunctionalInterface
public interface FilmClassifiers {

  /**
   * The model a request is for.
   *
   * @param name the default model when null
   * @param version the name's default version when null
   * @throws org.healthai.error.HealthAiException MODEL_NOT_FOUND or MODEL_NOT_READY
   */
  FilmClassifier resolve(@Nullable String name, @Nullable String version);
}
