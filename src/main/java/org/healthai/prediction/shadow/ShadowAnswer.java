package org.healthai.prediction.shadow;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.healthai.inference.ClassScores;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;

/**
 * What a candidate said of a film. Never shown by itself; deleted with the prediction.
 *
 * @param predictionId what the client was told
 * @param said what the candidate says instead
 * @param largestDifference the largest |Δp| of a label between the two, 0 to 1
 */
public record ShadowAnswer(long predictionId, Classification said, double largestDifference) {

  /** Compares a candidate's scores with what the client was told. */
  static ShadowAnswer of(Prediction told, ModelId candidate, ClassScores scores, Duration took) {
    Classification said =
        new Classification(
            candidate.name(),
            candidate.version(),
            scores.predictedLabel(),
            scores.byLabel(),
            took,
            false);
    return new ShadowAnswer(told.id(), said, largestDifference(told.classification(), said));
  }

  /** A label that only one of them has counts with its whole probability. */
  private static double largestDifference(Classification told, Classification said) {
    Map<String, Double> one = told.probabilities();
    Map<String, Double> other = said.probabilities();
    Set<String> labels = new HashSet<>(one.keySet());
    labels.addAll(other.keySet());
    return labels.stream()
        .mapToDouble(l -> Math.abs(one.getOrDefault(l, 0.0) - other.getOrDefault(l, 0.0)))
        .max()
        .orElse(0);
  }
}
