package org.healthai.job.schedule.rest;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.healthai.job.schedule.ScheduleDetails;
import org.jspecify.annotations.Nullable;

/**
 * A schedule to make.
 *
 * @param name for people, 1 to 100 characters
 * @param cron minute, hour, day of the month, month, day of the week
 * @param timeZone a region; absent for UTC
 * @param folder whose films, below the import root
 * @param onlyNew absent for false
 * @param model absent for the default one at each turn
 * @param version absent for the model's default at each turn
 * @param operatingPoint absent for no decision
 * @param webhookUrl absent for nobody
 */
@JsonbPropertyOrder({
  "name",
  "cron",
  "timeZone",
  "folder",
  "onlyNew",
  "model",
  "version",
  "operatingPoint",
  "webhookUrl"
})
@Schema(
    name = "NewJobSchedule",
    requiredProperties = {"name", "cron", "folder"})
public record ScheduleRequest(
    @Schema(examples = "Night shift", minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(examples = "30 2 * * MON-FRI", maxLength = 100) @Nullable String cron,
    @JsonbProperty("time_zone") @Schema(examples = "Europe/Berlin", defaultValue = "UTC")
        @Nullable String timeZone,
    @Schema(examples = "ward-7/inbox", minLength = 1, maxLength = 500) @Nullable String folder,
    @JsonbProperty("only_new")
        @Schema(implementation = Boolean.class, examples = "true", defaultValue = "false")
        @Nullable JsonValue onlyNew,
    @Schema(examples = "chest_xray") @Nullable String model,
    @Schema(examples = "2") @Nullable String version,
    @JsonbProperty("operating_point") @Schema(examples = "screening")
        @Nullable String operatingPoint,
    @JsonbProperty("webhook_url") @Schema(examples = "https://ris.example/healthai")
        @Nullable String webhookUrl) {

  ScheduleDetails toDetails() {
    return new ScheduleDetails(
        ScheduleMembers.toName(Members.required("name", name)),
        Members.required("cron", cron),
        timeZone == null ? "UTC" : timeZone,
        Members.required("folder", folder),
        Boolean.TRUE.equals(Members.toFlag("only_new", onlyNew)),
        ScheduleMembers.toChoice(model),
        ScheduleMembers.toChoice(version),
        ScheduleMembers.toChoice(operatingPoint),
        ScheduleMembers.toChoice(webhookUrl));
  }
}
