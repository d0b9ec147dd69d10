package org.healthai.job.schedule.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as clients see it.
 *
 * @param id positive
 * @param name for people
 * @param tenant whose jobs it makes
 * @param cron minute, hour, day of the month, month, day of the week
 * @param timeZone by whose clock
 * @param folder whose films
 * @param onlyNew whether turns pass over films that earlier ones saw
 * @param model absent for the default one at each turn
 * @param version absent for the model's default at each turn
 * @param operatingPoint absent for no decision
 * @param webhookUrl whom the end of each job is told; absent for nobody
 * @param active whether its turns come
 * @param createdAt when it was made
 * @param nextAt when the next turn is due; absent while it is not active
 * @param lastAt when the last turn that worked looked into the folder
 * @param lastJobId the last job that it made
 * @param lastProblem why the last turn made no job; absent when it did
 */
@JsonbPropertyOrder({
  "id",
  "name",
  "tenant",
  "cron",
  "timeZone",
  "folder",
  "onlyNew",
  "model",
  "version",
  "operatingPoint",
  "webhookUrl",
  "active",
  "createdAt",
  "nextAt",
  "lastAt",
  "lastJobId",
  "lastProblem"
})
@Schema(name = "JobSchedule")
public record ScheduleResponse(
    @Schema(examples = "51") long id,
    @Schema(examples = "Night shift") String name,
    @Schema(examples = "default") String tenant,
    @Schema(examples = "30 2 * * MON-FRI") String cron,
    @JsonbProperty("time_zone") @Schema(examples = "Europe/Berlin") String timeZone,
    @Schema(examples = "ward-7/inbox") String folder,
    @JsonbProperty("only_new") @Schema(examples = "true") boolean onlyNew,
    @Schema(examples = "chest_xray") @Nullable String model,
    @Schema(examples = "2") @Nullable String version,
    @JsonbProperty("operating_point") @Schema(examples = "screening")
        @Nullable String operatingPoint,
    @JsonbProperty("webhook_url") @Schema(examples = "https://ris.example/healthai")
        @Nullable String webhookUrl,
    @Schema(examples = "true") boolean active,
    @JsonbProperty("created_at") @Schema(examples = "2026-11-26T12:00:00.123456Z")
        Instant createdAt,
    @JsonbProperty("next_at") @Schema(examples = "2026-11-27T01:30:00Z") @Nullable Instant nextAt,
    @JsonbProperty("last_at") @Schema(examples = "2026-11-26T01:30:02.123456Z")
        @Nullable Instant lastAt,
    @JsonbProperty("last_job_id") @Schema(examples = "101") @Nullable Long lastJobId,
    @JsonbProperty("last_problem") @Schema(examples = "the folder has no new films")
        @Nullable String lastProblem) {

  static ScheduleResponse of(Schedule schedule) {
    ScheduleDetails details = schedule.details();
    return new ScheduleResponse(
        schedule.id(),
        details.name(),
        schedule.owner().requester().tenant().id(),
        details.cron(),
        details.timeZone(),
        details.folder(),
        details.onlyNew(),
        details.modelName(),
        details.modelVersion(),
        details.operatingPoint(),
        details.webhookUrl(),
        schedule.active(),
        schedule.createdAt(),
        schedule.active() ? schedule.nextAt() : null,
        schedule.last().at(),
        schedule.last().jobId(),
        schedule.last().problem());
  }
}
