package org.healthai.image;

import org.healthai.image.Preprocessing.Colour;

/**
 * A film in the network's size, still in 8 bits, and how its samples become floats.
 *
 * @param film of the width and height of {@code preprocessing}, in its colour
 */
record ResizedFilm(Film film, Preprocessing preprocessing) implements PreparedFilm {
  private static final int LEVELS = 256;

  @Override
  public int floatCount() {
    return preprocessing.floatCount();
  }

  @Override
  public float[] toFloats() {
    byte[] samples = film.sharedSamples();
    float[] input = new float[floatCount()];
    int channels = preprocessing.channels();
    for (int channel = 0; channel < channels; channel++) {
      float[] normalised = normalised(channel);
      int from = preprocessing.colour() == Colour.RGB ? channel : 0;
      int step = film.channels();
      for (int to = channel; to < input.length; to += channels) {
        input[to] = normalised[samples[from] & 0xFF];
        from += step;
      }
    }
    return input;
  }

  /** What each level becomes in one channel. */
  private float[] normalised(int channel) {
    float mean = preprocessing.mean().get(channel);
    float std = preprocessing.std().get(channel);
    float[] table = new float[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      table[level] = (level / 255f - mean) / std;
    }
    return table;
  }
}
