package org.healthai.inference.dl4j.onednn;

import java.util.Arrays;

/**
 * The numbers of a convolution in 8 bits: each output channel's kernels as integers from -127 to
 * 127 with a scale that lets the largest just fit, and biases in the scale of the sums. Immutable;
 * reads the float numbers anew for each call.
 */
final class Int8Filters {
  /** Integers above zero of an unsigned byte. */
  static final int UNSIGNED_STEPS = 255;

  /** Integers on either side of zero of a signed byte; -128 has no counterpart and is not used. */
  static final int SIGNED_STEPS = 127;

  private final Filters filters;
  private final float sourceScale;
  private final float[] kernelScales;

  private Int8Filters(Filters filters, float sourceScale, float[] kernelScales) {
    this.filters = filters;
    this.sourceScale = sourceScale;
    this.kernelScales = kernelScales;
  }

  /**
   * Quantises a convolution's numbers.
   *
   * @param channels output channels
   * @param sourceScale what 1 stands for in the value that the convolution reads
   */
  static Int8Filters of(Filters filters, int channels, float sourceScale) {
    float[] kernels = filters.kernels().get();
    int perChannel = kernels.length / channels;
    float[] scales = new float[channels];
    for (int i = 0; i < kernels.length; i++) {
      int channel = i / perChannel;
      scales[channel] = Math.max(scales[channel], Math.abs(kernels[i]));
    }
    for (int channel = 0; channel < channels; channel++) {
      // Zeros alone are zeros in every scale.
      scales[channel] = scales[channel] == 0 ? 1 : scales[channel] / SIGNED_STEPS;
    }
    return new Int8Filters(filters, sourceScale, scales);
  }

  /** Whole numbers from -127 to 127, OIHW. */
  float[] kernels() {
    float[] kernels = filters.kernels().get();
    int perChannel = kernels.length / kernelScales.length;
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) Math.rint(kernels[i] / kernelScales[i / perChannel]);
    }
    return kernels;
  }

  /** Biases in the scale of the sums of products; not rounded, as oneDNN adds them as floats. */
  float[] biases() {
    float[] biases = filters.biases().get();
    for (int channel = 0; channel < biases.length; channel++) {
      biases[channel] /= sourceScale * kernelScales[channel];
    }
    return biases;
  }

  /** What brings the sums of each output channel to integers of which 1 is {@code scale}. */
  float[] factorsTo(float scale) {
    float[] factors = Arrays.copyOf(kernelScales, kernelScales.length);
    for (int channel = 0; channel < factors.length; channel++) {
      factors[channel] *= sourceScale / scale;
    }
    return factors;
  }
}
