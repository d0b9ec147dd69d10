package org.healthai.prediction.shadow;

/**
 * The films that one version called {@code told} and the candidate {@code said}.
 *
 * @param films how many
 * @param sumOfDifferences of their largest |Δp|
 * @param largestDifference among them
 */
public record ShadowTally(
    String told, String said, long films, double sumOfDifferences, double largestDifference) {}
