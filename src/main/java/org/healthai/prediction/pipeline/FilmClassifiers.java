package org.healthai.prediction.pipeline;

import org.jspecify.annotations.Nullable;

/** The models that can be asked. Safe for many threads. */
@FunctionalInterface
public interface FilmClassifiers {

  /**
   * Where the films of a request go.
   *
   * @param name the default model when null
   * @param version when null, the versions that share the name's films, or else its default
   * @param studyId keeps films together where versions share them; when null, a film's own bytes
   *     decide. Never stored or logged.
   * @throws org.healthai.error.HealthAiException MODEL_NOT_FOUND or MODEL_NOT_READY
   */
  FilmRoute route(@Nullable String name, @Nullable String version, @Nullable String studyId);
}
