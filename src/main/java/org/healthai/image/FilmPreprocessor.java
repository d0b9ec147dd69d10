package org.healthai.image;

/** Turns a film into the floats a network takes. Safe for many threads. */
public final class FilmPreprocessor {

  /**
   * Resizes and normalises a film as {@code preprocessing} says.
   *
   * @param film read in {@code preprocessing.colour()}
   * @return {@link Preprocessing#floatCount()} floats in the order row, column, channel (NHWC)
   * @throws IllegalArgumentException when the film was read in the other colour
   */
  public float[] toInput(Film film, Preprocessing preprocessing) {
    if (film.colour() != preprocessing.colour()) {
      throw new IllegalArgumentException("the film was not read in the model's colour");
    }
    throw new UnsupportedOperationException("preprocessing is not built yet");
  }
}
