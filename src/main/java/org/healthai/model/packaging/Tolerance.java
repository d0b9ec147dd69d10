package org.healthai.model.packaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far calibrated probabilities may be from what they should be.
 *
 * @param maxProbabilityDifference largest |Δp| of any label
 * @param sameClassAboveMargin where the first label should lead the second by more than this, it
 *     must be the first one; {@value #ANY_CLASS} never asks for that
 */
public record Tolerance(double maxProbabilityDifference, double sameClassAboveMargin) {
  /** A package that asks for less is not checked at all. */
  static final double LARGEST_DIFFERENCE = 0.05;

  /** No label leads by more. */
  private static final double ANY_CLASS = 1;

  /** Without a rule for the class beyond what follows from the probabilities. */
  static Tolerance of(double maxProbabilityDifference) {
    return new Tolerance(maxProbabilityDifference, ANY_CLASS);
  }

  /** What is not tolerable, to be put behind the name of the film; empty when all is. */
  public Optional<String> findFault(double[] expected, double[] actual) {
    double difference = difference(expected, actual);
    if (!(difference <= maxProbabilityDifference)) {
      return Optional.of(
          "differs by %.3g, at most %.3g is accepted"
              .formatted(difference, maxProbabilityDifference));
    }
    int first = argMax(expected);
    double margin = margin(expected, first);
    return margin > sameClassAboveMargin && argMax(actual) != first
        ? Optional.of(
            "has another class although the right one leads by %.3g, more than %.3g"
                .formatted(margin, sameClassAboveMargin))
        : Optional.empty();
  }

  /** The largest |Δp|; NaN when there is one. */
  public static double difference(double[] expected, double[] actual) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }

  private static double margin(double[] probabilities, int first) {
    double second = 0;
    for (int i = 0; i < probabilities.length; i++) {
      second = i == first ? second : Math.max(second, probabilities[i]);
    }
    return probabilities[first] - second;
  }

  private static int argMax(double[] values) {
    double largest = Arrays.stream(values).max().orElseThrow();
    int index = 0;
    while (values[index] != largest) {
      index++;
    }
    return index;
  }
}
