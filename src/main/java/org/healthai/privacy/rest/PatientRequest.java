package org.healthai.privacy.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.Caller;
import org.healthai.privacy.Patient;
import org.jspecify.annotations.Nullable;

/**
 * A patient, named in a body: what is in an address ends in logs.
 *
 * @param patientReference as in the header X-Patient-Reference
 * @param tenant absent for the caller's own
 */
@JsonbPropertyOrder({"patientReference", "tenant"})
@Schema(name = "PatientQuery", requiredProperties = "patient_reference")
public record PatientRequest(
    @JsonbProperty("patient_reference")
        @Schema(examples = "MRN-0047110815", minLength = 1, maxLength = 64)
        @Nullable String patientReference,
    @Schema(examples = "default") @Nullable String tenant) {

  Patient toPatient(Caller caller) {
    return PrivacyMembers.toPatient(caller, tenant, patientReference);
  }

  @Override
  public String toString() {
    return "PatientRequest[not shown]";
  }
}
