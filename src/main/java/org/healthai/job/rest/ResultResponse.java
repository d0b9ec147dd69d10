package org.healthai.job.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.job.ItemState;
import org.healthai.job.JobItem;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.rest.PredictionResponse;
import org.jspecify.annotations.Nullable;

/**
 * What became of a film of a job.
 *
 * @param item its place in the job, from 0
 * @param name the client's name of it
 * @param state how far it is
 * @param predictionId the id of its prediction
 * @param prediction the prediction
 * @param deleted true where the prediction was deleted since
 * @param error why it failed
 */
@JsonbPropertyOrder({
  "item",
  "name",
  "state",
  "predictionId",
  "prediction",
  "deleted",
  "error",
})
@Schema(
    name = "JobResult",
    description = "What became of a film of a job. Members without a value are left out.")
public record ResultResponse(
    @Schema(minimum = "0", description = "Its place in the job.") int item,
    @Schema(description = "The client's name of it, or its path in a manifest.") String name,
    @Schema(enumeration = {"waiting", "running", "done", "failed", "stopped"}) String state,
    @JsonbProperty("prediction_id") @Schema(name = "prediction_id") @Nullable Long predictionId,
    @Nullable PredictionResponse prediction,
    @Schema(description = "True where the prediction was deleted since.") @Nullable Boolean deleted,
    ItemResponse.@Nullable Failure error) {

  static ResultResponse of(JobItems.Result result) {
    JobItem item = result.item();
    Prediction prediction = result.prediction();
    boolean deleted = item.state() == ItemState.DONE && prediction == null;
    return new ResultResponse(
        item.ref().item(),
        result.name(),
        item.state().wireName(),
        item.predictionId(),
        prediction == null ? null : PredictionResponse.of(prediction),
        deleted ? Boolean.TRUE : null,
        ItemResponse.Failure.of(item.failure()));
  }
}
