package org.healthai.job.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.job.Job;
import org.healthai.job.JobCounts;
import org.healthai.job.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * A job, as clients see it.
 *
 * @param id positive
 * @param state how far it is
 * @param source where its films came from
 * @param modelName the model that answers
 * @param modelVersion the version that was the default, or was asked for, when the job was made
 * @param operatingPoint what it decides at
 * @param total its films
 * @param counts how many are in which state
 * @param filmsPerSecond answered or failed: in the last half minute, or on average once it has
 *     ended
 * @param estimatedEnd when it will have ended if it goes on like that
 * @param createdAt when the request came
 * @param endedAt when it was completed or stopped
 * @param inputsRemoved whether its films are gone, so that it cannot be restarted
 */
@JsonbPropertyOrder({
  "id",
  "state",
  "source",
  "modelName",
  "modelVersion",
  "operatingPoint",
  "total",
  "counts",
  "filmsPerSecond",
  "estimatedEnd",
  "createdAt",
  "endedAt",
  "inputsRemoved",
})
@Schema(name = "Job", description = "A job. Members without a value are left out.")
public record JobResponse(
    @Schema(minimum = "1", examples = "42") long id,
    @Schema(enumeration = {"running", "stopping", "stopped", "completed"}) String state,
    @Schema(enumeration = {"form", "zip", "manifest", "schedule", "folder"}) String source,
    @JsonbProperty("model_name") @Schema(name = "model_name") String modelName,
    @JsonbProperty("model_version") @Schema(name = "model_version") String modelVersion,
    @JsonbProperty("operating_point") @Schema(name = "operating_point")
        @Nullable String operatingPoint,
    @Schema(description = "Films of the job.") int total,
    Counts counts,
    @JsonbProperty("films_per_second")
        @Schema(
            name = "films_per_second",
            description =
                "Films answered or failed: in the last half minute, or on average once the job has"
                    + " ended.")
        @Nullable Double filmsPerSecond,
    @JsonbProperty("estimated_end")
        @Schema(name = "estimated_end", description = "If it goes on like that.")
        @Nullable String estimatedEnd,
    @JsonbProperty("created_at") @Schema(name = "created_at") String createdAt,
    @JsonbProperty("ended_at") @Schema(name = "ended_at") @Nullable String endedAt,
    @JsonbProperty("inputs_removed")
        @Schema(
            name = "inputs_removed",
            description = "Whether its films are gone, so that it cannot be restarted.")
        boolean inputsRemoved) {
  private static final double HUNDRED = 100;

  /**
   * How many films are in which state.
   *
   * @param waiting nobody works on them yet
   * @param running somebody does
   * @param done have a prediction
   * @param failed will have none, unless the job is restarted
   * @param stopped were not begun when the job was stopped
   */
  @JsonbPropertyOrder({"waiting", "running", "done", "failed", "stopped"})
  @Schema(name = "JobCounts", description = "How many films of a job are in which state.")
  public record Counts(int waiting, int running, int done, int failed, int stopped) {
    static Counts of(JobCounts counts) {
      return new Counts(
          counts.waiting(), counts.running(), counts.done(), counts.failed(), counts.stopped());
    }
  }

  /** The document of a job. */
  public static JobResponse of(JobProgress progress) {
    Job job = progress.job();
    Double rate = progress.filmsPerSecond();
    return new JobResponse(
        job.id(),
        job.state().wireName(),
        job.details().source().wireName(),
        job.details().model().name(),
        job.details().model().version(),
        job.details().model().operatingPoint(),
        job.itemCount(),
        Counts.of(progress.counts()),
        rate == null ? null : (Double) (Math.round(rate * HUNDRED) / HUNDRED),
        progress.estimatedEnd() == null ? null : progress.estimatedEnd().toString(),
        job.createdAt().toString(),
        job.endedAt() == null ? null : job.endedAt().toString(),
        job.inputsRemoved());
  }
}
