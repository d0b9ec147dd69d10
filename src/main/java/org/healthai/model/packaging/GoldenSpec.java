package org.healthai.model.packaging;

/**
 * Which cases a model must reproduce, and how closely.
 *
 * @param file the cases, relative to the package directory
 * @param maxProbabilityDifference largest |Δp| of any label that is accepted
 */
public record GoldenSpec(String file, double maxProbabilityDifference) {
  /** A package that asks for less is not checked at all. */
  static final double LARGEST_DIFFERENCE = 0.05;
}
