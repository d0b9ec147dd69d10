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
}
