package org.healthai.prediction.pipeline;

import org.healthai.prediction.upload.Upload;

/**
 * Which model a film goes to; the films of one request may go to several. Safe for many threads.
 */
@FunctionalInterface
public interface FilmRoute {

  /**
   * The model for a film.
   *
   * @param film may be read, which costs milliseconds; not closed
   */
  FilmClassifier classifierFor(Upload film);

  /**
   * The same way for every film, to a model that decides at an operating point.
   *
   * @return a route that fails with {@code HealthAiException} UNKNOWN_OPERATING_POINT for a film
   *     whose model has no such point
   */
  default FilmRoute at(String operatingPoint) {
    return film -> classifierFor(film).at(operatingPoint);
  }
}
