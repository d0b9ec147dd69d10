package org.healthai.privacy.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.privacy.LegalHold;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as clients see it.
 *
 * @param id positive
 * @param tenant whose records
 * @param patientReference whom it is about
 * @param reason why
 * @param active whether it keeps the records from being deleted
 * @param setAt when it was set
 * @param setBy by whom
 * @param liftedAt when it was ended; absent while it holds
 * @param liftedBy by whom
 */
@JsonbPropertyOrder({
  "id",
  "tenant",
  "patientReference",
  "reason",
  "active",
  "setAt",
  "setBy",
  "liftedAt",
  "liftedBy"
})
@Schema(name = "LegalHold")
public record HoldResponse(
    @Schema(examples = "51") long id,
    @Schema(examples = "default") String tenant,
    @JsonbProperty("patient_reference") @Schema(examples = "MRN-0047110815")
        String patientReference,
    @Schema(examples = "Court file 12 O 345/26") String reason,
    @Schema(examples = "true") boolean active,
    @JsonbProperty("set_at") @Schema(examples = "2026-11-26T12:00:00.123456Z") Instant setAt,
    @JsonbProperty("set_by") @Schema(examples = "key 51 privacy office") String setBy,
    @JsonbProperty("lifted_at") @Schema(examples = "2027-11-26T12:00:00.123456Z")
        @Nullable Instant liftedAt,
    @JsonbProperty("lifted_by") @Schema(examples = "key 51 privacy office")
        @Nullable String liftedBy) {

  static HoldResponse of(LegalHold hold, String patientReference) {
    LegalHold.Mark lifted = hold.lifted();
    return new HoldResponse(
        hold.id(),
        hold.tenant().id(),
        patientReference,
        hold.reason(),
        hold.isActive(),
        hold.set().at(),
        hold.set().by(),
        lifted == null ? null : lifted.at(),
        lifted == null ? null : lifted.by());
  }
}
