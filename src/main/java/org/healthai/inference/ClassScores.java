package org.healthai.inference;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calibrated answer of a model for one film. Immutable.
 *
 * <p>Calibration is temperature scaling (Guo et al. 2017): {@code softmax(logits / T)}. Engines
 * return {@code softmax(logits)}; since {@code log softmax(z) = z - c}, scaling the logarithm of
 * those probabilities gives the same result.
 */
public final class ClassScores {
  /** Calibrated probabilities are divided by their sum in double precision. */
  private static final double CALIBRATED_SUM_TOLERANCE = 1e-9;

  private final LabelSet labels;
  private final double[] probabilities;

  private ClassScores(LabelSet labels, double[] probabilities) {
    this.labels = labels;
    this.probabilities = probabilities;
  }

  /**
   * The scores that {@link #probabilities()} told before.
   *
   * @throws IllegalArgumentException when these are no probabilities of these labels
   */
  public static ClassScores of(LabelSet labels, double[] probabilities) {
    if (probabilities.length != labels.size()) {
      throw new IllegalArgumentException("there must be one probability a label");
    }
    if (!Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability must be between 0 and 1");
    }
    if (!(Math.abs(Arrays.stream(probabilities).sum() - 1) <= CALIBRATED_SUM_TOLERANCE)) {
      throw new IllegalArgumentException("probabilities must sum to 1");
    }
    return new ClassScores(labels, probabilities.clone());
  }

  /**
   * Calibrates what an engine returned.
   *
   * @param softmax one probability a label, as the network's softmax gave them
   * @param temperature calibration temperature; 1 leaves the probabilities as they are
   * @throws IllegalStateException when the numbers are no probabilities (NaN, negative, wrong
   *     count): no answer is better than a wrong one
   */
  public static ClassScores calibrated(LabelSet labels, float[] softmax, double temperature) {
    requireProbabilities(labels, softmax);
    double[] scaled = new double[softmax.length];
    double sum = 0;
    for (int i = 0; i < softmax.length; i++) {
      scaled[i] = temperature == 1.0 ? softmax[i] : Math.pow(softmax[i], 1 / temperature);
      sum += scaled[i];
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= sum;
    }
    return new ClassScores(labels, scaled);
  }

  private static void requireProbabilities(LabelSet labels, float[] softmax) {
    if (softmax.length != labels.size()) {
      throw new IllegalStateException(
          "model returned " + softmax.length + " values for " + labels.size() + " labels");
    }
    double sum = 0;
    for (float p : softmax) {
      if (!(p >= 0 && p <= 1.001f)) {
        throw new IllegalStateException("model returned a value that is no probability: " + p);
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > 1e-3) {
      throw new IllegalStateException("model returned probabilities that sum to " + sum);
    }
  }

  /** Whether these are scores of those labels, in that order. */
  public boolean isOf(LabelSet others) {
    return labels.equals(others);
  }

  /** The most probable label; the first one in label order on a tie. */
  public String predictedLabel() {
    return labels.get(argMax());
  }

  /** The probability of {@link #predictedLabel()}. */
  public double confidence() {
    return probabilities[argMax()];
  }

  /** A copy of the probabilities, in label order. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Label to probability, in label order. */
  public Map<String, Double> byLabel() {
    Map<String, Double> result = new LinkedHashMap<>();
    for (int i = 0; i < probabilities.length; i++) {
      result.put(labels.get(i), probabilities[i]);
    }
    return Collections.unmodifiableMap(result);
  }

  private int argMax() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return "ClassScores" + Arrays.toString(probabilities);
  }
}
