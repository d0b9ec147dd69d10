package org.healthai.prediction.pipeline;

import org.healthai.image.Preprocessing;
import org.healthai.prediction.upload.Upload;

/** Turns an upload into a model's input. Safe for many threads. */
@FunctionalInterface
public interface FilmDecoder {

  /**
   * Decodes and preprocesses; costs tens of milliseconds of CPU time.
   *
   * @param upload read, not closed
   * @throws org.healthai.error.HealthAiException when it is not a film we read
   */
  DecodedFilm decode(Upload upload, Preprocessing preprocessing);
}
