package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.inference.OperatingPoint;
import org.healthai.prediction.Classification;
import org.jspecify.annotations.Nullable;

/**
 * What an operating point makes of an answer.
 *
 * @param operatingPoint its name
 * @param labels label to decision; without the labels that the point has no threshold for
 */
@JsonbPropertyOrder({"operatingPoint", "labels"})
@Schema(name = "Decision")
public record DecisionResponse(
    @JsonbProperty("operating_point") @Schema(examples = "screening") String operatingPoint,
    Map<String, LabelDecision> labels) {

  /**
   * One label against the rest.
   *
   * @param threshold from which probability on it is positive
   * @param probability the answer's
   * @param positive whether it is
   */
  @JsonbPropertyOrder({"threshold", "probability", "positive"})
  @Schema(name = "LabelDecision")
  public record LabelDecision(
      @Schema(examples = "0.925") double threshold,
      @Schema(examples = "0.948") double probability,
      @Schema(examples = "true") boolean positive) {}

  /** The decision of an answer; null when nobody asked for one. */
  public static @Nullable DecisionResponse of(Classification answer) {
    OperatingPoint point = answer.operatingPoint();
    if (point == null) {
      return null;
    }
    Map<String, LabelDecision> labels = new LinkedHashMap<>();
    answer
        .probabilities()
        .forEach(
            (label, probability) -> {
              Double threshold = point.thresholds().get(label);
              if (threshold != null) {
                boolean positive = point.isPositive(label, probability);
                labels.put(label, new LabelDecision(threshold, probability, positive));
              }
            });
    return new DecisionResponse(point.name(), labels);
  }
}
