package org.healthai.model.proof;

import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.image.Preprocessing;

/** The way from an encoded film to a network's input. */
@FunctionalInterface
public interface FilmPipeline {

  /**
   * Decodes and preprocesses one film.
   *
   * @return {@link Preprocessing#floatCount()} floats, NHWC
   */
  float[] toInput(byte[] encoded, Preprocessing preprocessing);

  /** The way every request takes. */
  static FilmPipeline of(FilmReader reader, FilmPreprocessor preprocessor) {
    return (encoded, preprocessing) ->
        preprocessor.toInput(reader.read(encoded, preprocessing.colour()), preprocessing);
  }
}
