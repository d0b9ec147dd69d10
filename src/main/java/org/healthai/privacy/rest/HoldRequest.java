package org.healthai.privacy.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.Caller;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.Patient;
import org.jspecify.annotations.Nullable;

/**
 * A hold to set.
 *
 * @param patientReference as in the header X-Patient-Reference
 * @param reason why, 1 to 500 characters; a file number rather than a name
 * @param tenant absent for the caller's own
 */
@JsonbPropertyOrder({"patientReference", "reason", "tenant"})
@Schema(
    name = "NewLegalHold",
    requiredProperties = {"patient_reference", "reason"})
public record HoldRequest(
    @JsonbProperty("patient_reference")
        @Schema(examples = "MRN-0047110815", minLength = 1, maxLength = 64)
        @Nullable String patientReference,
    @Schema(examples = "Court file 12 O 345/26", minLength = 1, maxLength = 500)
        @Nullable String reason,
    @Schema(examples = "default") @Nullable String tenant) {

  Patient toPatient(Caller caller) {
    return PrivacyMembers.toPatient(caller, tenant, patientReference);
  }

  String toReason() {
    return PrivacyMembers.toText("reason", reason, LegalHold.MAX_REASON_LENGTH);
  }

  @Override
  public String toString() {
    return "HoldRequest[not shown]";
  }
}
