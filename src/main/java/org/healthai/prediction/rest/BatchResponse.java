package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.BatchOutcome;
import org.healthai.web.ProblemItem;

/**
 * What became of a batch.
 *
 * @param totalImages files in the request
 * @param successful files that were classified and stored
 * @param failed the others
 * @param totalProcessingTime seconds from the last byte received to the last answer stored
 * @param predictions the stored predictions, in the order of their files
 * @param errors the failed files, in the order of the request
 * @param statistics over the stored predictions
 */
@JsonbPropertyOrder({
  "totalImages",
  "successful",
  "failed",
  "totalProcessingTime",
  "predictions",
  "errors",
  "statistics"
})
@Schema(name = "Batch")
public record BatchResponse(
    @JsonbProperty("total_images") @Schema(examples = "2") int totalImages,
    @Schema(examples = "1") int successful,
    @Schema(examples = "1") int failed,
    @JsonbProperty("total_processing_time") @Schema(examples = "0.057") double totalProcessingTime,
    List<PredictionResponse> predictions,
    List<ProblemItem> errors,
    BatchStatistics statistics) {

  static BatchResponse of(BatchOutcome outcome) {
    return new BatchResponse(
        outcome.total(),
        outcome.predictions().size(),
        outcome.failures().size(),
        PredictionResponse.toSeconds(outcome.duration()),
        outcome.predictions().stream().map(PredictionResponse::of).toList(),
        outcome.failures().stream().map(ProblemItem::of).toList(),
        BatchStatistics.of(outcome));
  }
}
