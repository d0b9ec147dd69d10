package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.BatchOutcome;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;

/**
 * A batch in numbers.
 *
 * @param classes predicted class to its share; a class nobody was given is absent
 * @param millisecondsPerImage wall-clock time of the batch by its number of files
 */
@JsonbPropertyOrder({"classes", "millisecondsPerImage"})
@Schema(name = "BatchStatistics")
public record BatchStatistics(
    @Schema(examples = "{\"Normal\":{\"count\":1,\"mean_confidence\":0.91}}")
        Map<String, ClassShare> classes,
    @JsonbProperty("milliseconds_per_image") @Schema(examples = "28.5")
        double millisecondsPerImage) {

  /**
   * One predicted class.
   *
   * @param count films given this class
   * @param meanConfidence mean of their confidence scores
   */
  @JsonbPropertyOrder({"count", "meanConfidence"})
  @Schema(name = "ClassShare")
  public record ClassShare(long count, @JsonbProperty("mean_confidence") double meanConfidence) {}

  static BatchStatistics of(BatchOutcome outcome) {
    Map<String, DoubleSummaryStatistics> byClass = new TreeMap<>();
    for (Prediction prediction : outcome.predictions()) {
      Classification answer = prediction.classification();
      byClass
          .computeIfAbsent(answer.label(), label -> new DoubleSummaryStatistics())
          .accept(answer.confidence());
    }
    Map<String, ClassShare> classes = new LinkedHashMap<>();
    byClass.forEach(
        (label, share) -> classes.put(label, new ClassShare(share.getCount(), share.getAverage())));
    return new BatchStatistics(classes, Math.round(outcome.perFile().toNanos() / 1e3) / 1e3);
  }
}
