package org.healthai.image;

/**
 * The weights that turn a line of {@code from} samples into a part of a line of {@code to} samples:
 * Pillow's antialiased bilinear filter in 22-bit fixed point ({@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc} of its Resample.c, to the bit).
 *
 * <p>Immutable, hence safe for many threads. Costs 4 bytes for each of the {@code (2 ⌈max(1,
 * from/to)⌉ + 1)} taps of a sample.
 */
final class ResampleKernel {
  /** Bits after the point; 8 more for the sample and 2 to spare make 32. */
  static final int PRECISION_BITS = 32 - 8 - 2;

  /** What the sum of weighted samples starts from, so that shifting it right rounds it. */
  static final int HALF = 1 << (PRECISION_BITS - 1);

  private final int maxTaps;
  private final int[] first;
  private final int[] taps;
  private final int[] weights;

  private ResampleKernel(Line line) {
    double scale = (double) line.from / line.to;
    double support = Math.max(scale, 1.0);
    this.maxTaps = (int) Math.ceil(support) * 2 + 1;
    this.first = new int[line.length];
    this.taps = new int[line.length];
    this.weights = new int[Math.multiplyExact(line.length, maxTaps)];
    for (int i = 0; i < line.length; i++) {
      double center = (line.start + i + 0.5) * scale;
      first[i] = Math.max(0, (int) (center - support + 0.5));
      taps[i] = Math.min(line.from, (int) (center + support + 0.5)) - first[i];
      weigh(i, center, 1.0 / support);
    }
  }

  /**
   * What is wanted of a line.
   *
   * @param from samples there are
   * @param to samples the whole line becomes
   * @param start first of the new samples that is wanted
   * @param length new samples that are wanted
   */
  record Line(int from, int to, int start, int length) {}

  static ResampleKernel of(Line line) {
    return new ResampleKernel(line);
  }

  private void weigh(int sample, double center, double inverseSupport) {
    double[] exact = new double[taps[sample]];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = triangle((i + first[sample] - center + 0.5) * inverseSupport);
      sum += exact[i];
    }
    for (int i = 0; i < exact.length; i++) {
      double weight = sum == 0 ? exact[i] : exact[i] / sum;
      weights[sample * maxTaps + i] = (int) (0.5 + weight * (1 << PRECISION_BITS));
    }
  }

  private static double triangle(double x) {
    double distance = Math.abs(x);
    return distance < 1 ? 1 - distance : 0;
  }

  /** New samples. */
  int length() {
    return first.length;
  }

  /** The most old samples that one new sample is made of. */
  int maxTaps() {
    return maxTaps;
  }

  /** The first old sample that goes into new sample {@code i}. */
  int first(int i) {
    return first[i];
  }

  /** How many old samples go into new sample {@code i}. */
  int taps(int i) {
    return taps[i];
  }

  /** All weights, those of new sample {@code i} from {@code i * maxTaps()}; for reading only. */
  int[] sharedWeights() {
    return weights;
  }
}
