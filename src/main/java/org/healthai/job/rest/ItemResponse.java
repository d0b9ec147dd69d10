package org.healthai.job.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.job.ItemFailure;
import org.healthai.job.JobItem;
import org.jspecify.annotations.Nullable;

/**
 * A film of a job, as clients see it.
 *
 * @param item its place in the job, from 0
 * @param name the client's name of it
 * @param state how far it is
 * @param attempts how often somebody began to work on it
 * @param predictionId its answer
 * @param error why it failed
 * @param changedAt when that was last different
 */
@JsonbPropertyOrder({
  "item",
  "name",
  "state",
  "attempts",
  "predictionId",
  "error",
  "changedAt",
})
@Schema(name = "JobItem", description = "A film of a job. Members without a value are left out.")
public record ItemResponse(
    @Schema(minimum = "0", description = "Its place in the job.") int item,
    @Schema(description = "The client's name of it, or its path in a manifest.") String name,
    @Schema(enumeration = {"waiting", "running", "done", "failed", "stopped"}) String state,
    @Schema(description = "How often somebody began to work on it.") int attempts,
    @JsonbProperty("prediction_id") @Schema(name = "prediction_id") @Nullable Long predictionId,
    @Nullable Failure error,
    @JsonbProperty("changed_at") @Schema(name = "changed_at") String changedAt) {

  /**
   * Why a film failed.
   *
   * @param code as in problem documents
   * @param detail what was wrong and what would be right
   */
  @JsonbPropertyOrder({"code", "detail"})
  @Schema(name = "JobItemError", description = "Why a film of a job failed.")
  public record Failure(
      @Schema(examples = "UNSUPPORTED_IMAGE") String code,
      @Schema(examples = "the content is none of the image kinds we read") String detail) {
    static @Nullable Failure of(@Nullable ItemFailure failure) {
      return failure == null ? null : new Failure(failure.code().name(), failure.detail());
    }
  }

  /** The document of a film. */
  static ItemResponse of(JobItem item, String name) {
    return new ItemResponse(
        item.ref().item(),
        name,
        item.state().wireName(),
        item.attempts(),
        item.predictionId(),
        Failure.of(item.failure()),
        item.changedAt().toString());
  }
}
