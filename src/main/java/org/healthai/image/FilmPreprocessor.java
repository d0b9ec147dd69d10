package org.healthai.image;

/**
 * Turns a film into the floats a network takes: resize and crop on 8-bit samples, then {@code (x /
 * 255 - mean) / std} in float32, each step equal to Pillow and torchvision to the bit. Safe for
 * many threads.
 */
public final class FilmPreprocessor {
  private final ResampleKernels kernels = new ResampleKernels();

  /**
   * Resizes a film as {@code preprocessing} says; its floats are made when they are asked for.
   *
   * @param film read in {@code preprocessing.colour()}
   * @throws IllegalArgumentException when the film was read in the other colour
   */
  public PreparedFilm prepare(Film film, Preprocessing preprocessing) {
    if (film.colour() != preprocessing.colour()) {
      throw new IllegalArgumentException("the film was not read in the model's colour");
    }
    return new ResizedFilm(resize(film, preprocessing), preprocessing);
  }

  /** The floats at once; see {@link #prepare}. */
  public float[] toInput(Film film, Preprocessing preprocessing) {
    return prepare(film, preprocessing).toFloats();
  }

  /** The film as the network sees it, before normalisation. */
  Film resize(Film film, Preprocessing preprocessing) {
    int width = preprocessing.width();
    int height = preprocessing.height();
    if (film.width() == width
        && film.height() == height
        && preprocessing.resize() == Preprocessing.ResizeRule.SQUASH) {
      return film;
    }
    ResizeGeometry geometry = ResizeGeometry.of(film.width(), film.height(), preprocessing);
    byte[] resized =
        Resampler.resize(
            film,
            kernels.get(
                new ResampleKernel.Line(film.width(), geometry.width(), geometry.left(), width)),
            kernels.get(
                new ResampleKernel.Line(film.height(), geometry.height(), geometry.top(), height)));
    return Film.owning(width, height, film.colour(), resized);
  }
}
