package org.healthai.privacy;

import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/**
 * One patient of one tenant, as somebody who may see patients named them. Patient data: in memory
 * only.
 *
 * @param tenant whose records
 * @param reference what the tenant's own system calls the patient
 */
public record Patient(Tenant tenant, String reference) {

  /** Refuses what is no reference. */
  public Patient {
    SubjectReferences.require("the patient reference", reference);
  }

  /**
   * The patient of a caller.
   *
   * @param tenant null for the caller's own
   * @throws org.healthai.error.HealthAiException FORBIDDEN when the caller does not work with that
   *     tenant's records
   */
  public static Patient of(Caller caller, @Nullable Tenant tenant, String reference) {
    Tenant wanted = tenant == null ? caller.tenant() : tenant;
    AccessPolicy.requireTenant(caller, wanted);
    return new Patient(wanted, reference);
  }

  SubjectReferences toReferences() {
    return new SubjectReferences(reference, null);
  }

  @Override
  public String toString() {
    return "Patient[of " + tenant + "]";
  }
}
