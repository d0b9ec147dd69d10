package org.healthai.inference.dl4j.onednn;

/** What a convolution or pooling looks at: kernel and stride, and zero padding per side. */
public record Window(
    int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding) {

  /** Rows and columns of zeros around the input. */
  public record Padding(int top, int bottom, int left, int right) {
    /** No padding. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    /** Both paddings, one around the other. */
    public Padding plus(Padding other) {
      return new Padding(
          top + other.top, bottom + other.bottom, left + other.left, right + other.right);
    }
  }

  /** The window that covers {@code input} once. */
  public static Window over(FeatureMap input) {
    return new Window(input.height(), input.width(), 1, 1, Padding.NONE);
  }

  /** Size of the result over {@code input}; a last partial window is dropped. */
  public FeatureMap output(FeatureMap input, int channels) {
    int rows = input.height() + padding.top() + padding.bottom() - kernelHeight;
    int columns = input.width() + padding.left() + padding.right() - kernelWidth;
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(this + " is larger than " + input);
    }
    return new FeatureMap(channels, rows / strideHeight + 1, columns / strideWidth + 1);
  }

  long[] kernel() {
    return new long[] {kernelHeight, kernelWidth};
  }

  long[] stride() {
    return new long[] {strideHeight, strideWidth};
  }

  long[] paddingBefore() {
    return new long[] {padding.top(), padding.left()};
  }

  long[] paddingAfter() {
    return new long[] {padding.bottom(), padding.right()};
  }
}
