package org.healthai.prediction.subject;

import java.util.List;
import org.healthai.access.Tenant;
import org.healthai.secret.KeyedHash;
import org.healthai.secret.Keyring;
import org.healthai.secret.Sealer;
import org.jspecify.annotations.Nullable;

/**
 * Seals and hashes references. Safe for many threads.
 *
 * <p>A sealed reference opens only for the record it was sealed for, and the same reference has
 * another hash in each tenant: a copy of the tables neither shows a reference nor whether two
 * tenants know the same patient.
 */
public final class SubjectSealer {
  private final Sealer sealer;
  private final KeyedHash patients;
  private final KeyedHash studies;

  /** Seals with the keys of a ring. */
  public SubjectSealer(Keyring keys) {
    this.sealer = new Sealer(keys);
    this.patients = new KeyedHash(keys, "patient");
    this.studies = new KeyedHash(keys, "study");
  }

  /**
   * What to store.
   *
   * @param record name of the record they belong to, which never changes
   */
  public SealedSubject seal(SubjectReferences references, Tenant tenant, String record) {
    String patient = references.patient();
    String study = references.study();
    return new SealedSubject(
        patient == null
            ? null
            : new SealedReference(
                hashOfPatient(tenant, patient), sealer.seal(patient, patientContext(record))),
        study == null
            ? null
            : new SealedReference(
                studies.of(inTenant(tenant, study)), sealer.seal(study, studyContext(record))));
  }

  /** What was sealed for that record; fails as {@link Sealer#open} does. */
  public SubjectReferences open(SealedSubject subject, String record) {
    return new SubjectReferences(
        open(subject.patient(), patientContext(record)),
        open(subject.study(), studyContext(record)));
  }

  private @Nullable String open(@Nullable SealedReference reference, String context) {
    return reference == null ? null : sealer.open(reference.sealed(), context);
  }

  /** The hash that a patient's new records have. */
  public String hashOfPatient(Tenant tenant, String patient) {
    return patients.of(inTenant(tenant, patient));
  }

  /** Every hash a patient's records may have, whichever key they were hashed with. */
  public List<String> hashesOfPatient(Tenant tenant, String patient) {
    return patients.allOf(inTenant(tenant, patient));
  }

  private static String inTenant(Tenant tenant, String reference) {
    return tenant.id() + "\n" + reference;
  }

  private static String patientContext(String record) {
    return "patient of " + record;
  }

  private static String studyContext(String record) {
    return "study of " + record;
  }
}
