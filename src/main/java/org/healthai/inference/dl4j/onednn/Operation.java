package org.healthai.inference.dl4j.onednn;

/**
 * One step of a {@link NetworkProgram}. Operations name what they read by value: 0 is the network's
 * input, {@code i + 1} the result of operation {@code i}.
 */
public sealed interface Operation {

  /** Name of the layer, for messages and measurements. */
  String name();

  /** The value read. */
  int input();

  /** Name of the layer whose output the result is: the last one that this operation computes. */
  default String result() {
    return name();
  }

  /** The operation without its numbers, in words. */
  default String shape() {
    return "%s %s(%d)".formatted(getClass().getSimpleName(), name(), input());
  }

  /**
   * Size of the result.
   *
   * @param size size of the value read
   * @throws IllegalArgumentException when the operation cannot take it
   */
  FeatureMap outputFor(FeatureMap size);

  /**
   * Convolution with bias, then {@code + residual}, then ReLU.
   *
   * @param channels output channels
   * @param residual value added to the result, or {@value #NO_RESIDUAL}. The sum is written over
   *     it, so no later operation may read it
   * @param relu whether negative results become 0
   * @param result the layer that ends in the result: its own, or the sum or ReLU after it
   */
  record Convolution(
      String name,
      int input,
      int channels,
      Window window,
      Filters filters,
      int residual,
      boolean relu,
      String result)
      implements Operation {
    /** Value of {@code residual} when nothing is added. */
    public static final int NO_RESIDUAL = -1;

    /** A convolution that adds nothing and keeps negative results. */
    public Convolution(String name, int input, int channels, Window window, Filters filters) {
      this(name, input, channels, window, filters, NO_RESIDUAL, false, name);
    }

    @Override
    public FeatureMap outputFor(FeatureMap size) {
      return window.output(size, channels);
    }

    @Override
    public String shape() {
      return "Convolution %s(%d) %s + %d, ReLU %b".formatted(name, input, window, residual, relu);
    }

    /** Dimensions of the kernels over an input of that size, OIHW. */
    long[] kernelsFor(FeatureMap size) {
      return new long[] {channels, size.channels(), window.kernelHeight(), window.kernelWidth()};
    }

    /** Whether a residual is added. */
    public boolean hasResidual() {
      return residual != NO_RESIDUAL;
    }

    /** The same convolution, adding {@code value}. */
    public Convolution plus(int value) {
      return new Convolution(name, input, channels, window, filters, value, relu, result);
    }

    /** The same convolution, ending in ReLU. */
    public Convolution withRelu() {
      return new Convolution(name, input, channels, window, filters, residual, true, result);
    }

    /** The same convolution with other numbers. */
    public Convolution withFilters(Filters other) {
      return new Convolution(name, input, channels, window, other, residual, relu, result);
    }

    /** The same convolution, whose result is the output of {@code layer}. */
    public Convolution endingIn(String layer) {
      return new Convolution(name, input, channels, window, filters, residual, relu, layer);
    }
  }

  /** Maximum over the window; padding never wins. */
  record MaxPooling(String name, int input, Window window) implements Operation {
    @Override
    public String shape() {
      return "MaxPooling %s(%d) %s".formatted(name, input, window);
    }

    @Override
    public FeatureMap outputFor(FeatureMap size) {
      return window.output(size, size.channels());
    }
  }

  /** Mean over height and width. */
  record GlobalAveragePooling(String name, int input) implements Operation {
    @Override
    public FeatureMap outputFor(FeatureMap size) {
      return FeatureMap.vector(size.channels());
    }
  }

  /**
   * Matrix times vector plus bias, then ReLU.
   *
   * @param relu whether negative results become 0
   */
  record Dense(String name, int input, int length, Filters filters, boolean relu)
      implements Operation {

    /** A dense layer that keeps negative results. */
    public Dense(String name, int input, int length, Filters filters) {
      this(name, input, length, filters, false);
    }

    @Override
    public String shape() {
      return "Dense %s(%d), ReLU %b".formatted(name, input, relu);
    }

    /** The same layer, ending in ReLU. */
    public Dense withRelu() {
      return new Dense(name, input, length, filters, true);
    }

    @Override
    public FeatureMap outputFor(FeatureMap size) {
      requireVector(size);
      return FeatureMap.vector(length);
    }
  }

  /** Softmax of a vector, written over it. */
  record Softmax(String name, int input) implements Operation {
    @Override
    public FeatureMap outputFor(FeatureMap size) {
      requireVector(size);
      return size;
    }
  }

  private static void requireVector(FeatureMap size) {
    if (!size.isVector()) {
      throw new IllegalArgumentException("a vector is needed, not " + size);
    }
  }
}
