package org.healthai.prediction.pipeline;

import org.healthai.image.Preprocessing.Colour;
import org.healthai.prediction.upload.Upload;

/** Turns an upload into pixels. Safe for many threads. */
@FunctionalInterface
public interface FilmDecoder {

  /**
   * Decodes; costs milliseconds to tens of milliseconds of CPU time.
   *
   * @param upload read, not closed
   * @param colour what to read it as
   * @throws org.healthai.error.HealthAiException when it is not a film we read
   */
  DecodedFilm decode(Upload upload, Colour colour);
}
