package org.healthai.image;

import org.healthai.image.Preprocessing.Colour;

/**
 * Turns a film into the floats a network takes: resize and crop on 8-bit samples, then {@code (x /
 * 255 - mean) / std} in float32, each step equal to Pillow and torchvision to the bit. Safe for
 * many threads.
 */
public final class FilmPreprocessor {
  private static final int LEVELS = 256;

  private final ResampleKernels kernels = new ResampleKernels();

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
    byte[] samples = resize(film, preprocessing).sharedSamples();
    float[] input = new float[preprocessing.floatCount()];
    int channels = preprocessing.channels();
    for (int channel = 0; channel < channels; channel++) {
      float[] normalised = normalised(preprocessing, channel);
      int from = preprocessing.colour() == Colour.RGB ? channel : 0;
      int step = film.channels();
      for (int to = channel; to < input.length; to += channels) {
        input[to] = normalised[samples[from] & 0xFF];
        from += step;
      }
    }
    return input;
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

  /** What each level becomes in one channel. */
  private static float[] normalised(Preprocessing preprocessing, int channel) {
    float mean = preprocessing.mean().get(channel);
    float std = preprocessing.std().get(channel);
    float[] table = new float[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      table[level] = (level / 255f - mean) / std;
    }
    return table;
  }
}
