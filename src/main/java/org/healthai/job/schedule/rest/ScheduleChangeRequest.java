package org.healthai.job.schedule.rest;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.healthai.job.schedule.ScheduleDetails;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a schedule; absent members stay as they are.
 *
 * @param active false holds it, true lets its turns come again
 * @param name for people, 1 to 100 characters
 * @param cron minute, hour, day of the month, month, day of the week
 * @param timeZone a region
 * @param folder whose films, below the import root
 * @param onlyNew whether turns pass over films that earlier ones saw
 * @param model empty for the default one at each turn
 * @param version empty for the model's default at each turn
 * @param operatingPoint empty for no decision
 * @param webhookUrl empty for nobody
 */
@JsonbPropertyOrder({
  "active",
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
@Schema(name = "JobScheduleChange")
public record ScheduleChangeRequest(
    @Schema(implementation = Boolean.class, examples = "false") @Nullable JsonValue active,
    @Schema(examples = "Night shift", minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(examples = "30 2 * * MON-FRI", maxLength = 100) @Nullable String cron,
    @JsonbProperty("time_zone") @Schema(examples = "Europe/Berlin") @Nullable String timeZone,
    @Schema(examples = "ward-7/inbox", minLength = 1, maxLength = 500) @Nullable String folder,
    @JsonbProperty("only_new") @Schema(implementation = Boolean.class, examples = "true")
        @Nullable JsonValue onlyNew,
    @Schema(examples = "chest_xray") @Nullable String model,
    @Schema(examples = "2") @Nullable String version,
    @JsonbProperty("operating_point") @Schema(examples = "screening")
        @Nullable String operatingPoint,
    @JsonbProperty("webhook_url") @Schema(examples = "https://ris.example/healthai")
        @Nullable String webhookUrl) {

  @Nullable Boolean toActive() {
    return Members.toFlag("active", active);
  }

  ScheduleDetails appliedTo(ScheduleDetails before) {
    Boolean news = Members.toFlag("only_new", onlyNew);
    return new ScheduleDetails(
        name == null ? before.name() : ScheduleMembers.toName(name),
        cron == null ? before.cron() : cron,
        timeZone == null ? before.timeZone() : timeZone,
        folder == null ? before.folder() : folder,
        news == null ? before.onlyNew() : news,
        changed(model, before.modelName()),
        changed(version, before.modelVersion()),
        changed(operatingPoint, before.operatingPoint()),
        changed(webhookUrl, before.webhookUrl()));
  }

  private static @Nullable String changed(@Nullable String wanted, @Nullable String before) {
    return wanted == null ? before : ScheduleMembers.toChoice(wanted);
  }
}
