package org.healthai.job;

import org.healthai.prediction.pipeline.FilmRoute;
import org.jspecify.annotations.Nullable;

/** Which models answer jobs. Safe for many threads. */
public interface JobModels {

  /**
   * The version that answers a job which is made now.
   *
   * @param name the default model when null
   * @param version the name's default version when null, also where versions share its films
   * @param operatingPoint what to decide at; null for no decision
   * @throws org.healthai.error.HealthAiException MODEL_NOT_FOUND, MODEL_NOT_READY or
   *     UNKNOWN_OPERATING_POINT
   */
  JobModel fix(@Nullable String name, @Nullable String version, @Nullable String operatingPoint);

  /**
   * The way of a job's films, to exactly the version that was fixed.
   *
   * @throws org.healthai.error.HealthAiException as {@link #fix}, when the version is gone by now
   */
  FilmRoute routeOf(JobModel model);
}
