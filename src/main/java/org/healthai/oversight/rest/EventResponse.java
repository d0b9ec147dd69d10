package org.healthai.oversight.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.audit.AuditDetails;
import org.healthai.audit.chain.AuditRow;
import org.jspecify.annotations.Nullable;

/**
 * One event of the trail.
 *
 * @param sequence its place, from 1 and without gaps
 * @param time when, with microseconds
 * @param actor who
 * @param action what was done
 * @param entityKind kind of the record it was done to
 * @param entityId which record
 * @param outcome how it ended
 * @param code error code of what was not done
 * @param address where the request came from
 * @param requestId id of the request, as in the log
 * @param details a few facts
 * @param hash seal over this event and all before it
 */
@JsonbPropertyOrder({
  "sequence",
  "time",
  "actor",
  "action",
  "entityKind",
  "entityId",
  "outcome",
  "code",
  "address",
  "requestId",
  "details",
  "hash"
})
@Schema(name = "AuditEvent")
public record EventResponse(
    @Schema(examples = "4711") long sequence,
    @Schema(examples = "2026-11-26T10:15:30.123456Z") Instant time,
    ActorResponse actor,
    @Schema(examples = "read") String action,
    @JsonbProperty("entity_kind") @Schema(examples = "prediction") @Nullable String entityKind,
    @JsonbProperty("entity_id") @Schema(examples = "42") @Nullable String entityId,
    @Schema(
            enumeration = {"success", "refused", "failed"},
            examples = "success")
        String outcome,
    @Schema(examples = "NOT_FOUND") @Nullable String code,
    @Schema(examples = "192.0.2.7") @Nullable String address,
    @JsonbProperty("request_id") @Nullable String requestId,
    Map<String, String> details,
    String hash) {

  /** A row in the words of the API. */
  static EventResponse of(AuditRow row) {
    return new EventResponse(
        row.sequence(),
        row.time(),
        new ActorResponse(row.actorKind(), row.actorId(), row.actorName(), row.tenant()),
        row.action(),
        row.entityKind(),
        row.entityId(),
        row.outcome(),
        row.code(),
        row.address(),
        row.requestId(),
        new AuditDetails(row.details()).toMap(),
        row.hash());
  }
}
