package org.healthai.inference.dl4j.onednn;

/** Size of what flows between two operations, for one film; a vector has height and width 1. */
public record FeatureMap(int channels, int height, int width) {

  /** A vector of {@code length} values. */
  public static FeatureMap vector(int length) {
    return new FeatureMap(length, 1, 1);
  }

  /** Number of values. */
  public int count() {
    return channels * height * width;
  }

  boolean isVector() {
    return height == 1 && width == 1;
  }

  /** Dimensions in oneDNN's order, which names them NCHW whatever the layout in memory. */
  long[] dimensions() {
    return new long[] {1, channels, height, width};
  }
}
