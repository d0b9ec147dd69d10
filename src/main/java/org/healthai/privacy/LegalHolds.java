package org.healthai.privacy;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.prediction.subject.SealedSubject;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.privacy.LegalHold.Mark;

/**
 * Sets, shows and lifts legal holds, and keeps held records from being deleted. Safe for many
 * threads.
 */
public final class LegalHolds {
  private final HoldRepository holds;
  private final SubjectSealer subjects;
  private final PrivacyLock lock;
  private final AuditedChanges changes;
  private final Clock clock;

  /** Holds in this store. */
  public LegalHolds(
      HoldRepository holds,
      SubjectSealer subjects,
      PrivacyLock lock,
      AuditedChanges changes,
      Clock clock) {
    this.holds = holds;
    this.subjects = subjects;
    this.lock = lock;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Holds a patient's records, those to come included; several holds on one patient count each.
   *
   * @param reason at most {@value LegalHold#MAX_REASON_LENGTH} characters
   */
  public LegalHold set(Patient patient, String reason, Occasion occasion) {
    String context = "hold_" + UUID.randomUUID();
    SealedReference sealed =
        patientOf(subjects.seal(patient.toReferences(), patient.tenant(), context));
    Mark now = new Mark(clock.instant(), Actors.nameOf(occasion.actor()));
    LegalHold hold = new LegalHold(1, patient.tenant(), context, sealed, reason, now, null);
    return changes.make(
        occasion,
        () -> lock.exclusively(() -> holds.add(hold)),
        stored -> List.of(entry(stored, "set")));
  }

  /**
   * Ends a hold; one that was lifted before stays as it is.
   *
   * @throws HealthAiException NOT_FOUND as for {@link #get}
   */
  public LegalHold lift(Caller caller, long id, Occasion occasion) {
    return changes.make(
        occasion,
        () -> lock.exclusively(() -> liftNow(get(caller, id), occasion.actor())),
        lifted -> List.of(entry(lifted, "lifted")));
  }

  private LegalHold liftNow(LegalHold hold, AuditActor actor) {
    if (!hold.isActive()) {
      return hold;
    }
    LegalHold lifted = hold.liftedBy(new Mark(clock.instant(), Actors.nameOf(actor)));
    holds.update(lifted);
    return lifted;
  }

  /** The holds that the caller sees, oldest first. */
  public List<LegalHold> list(Caller caller) {
    return holds.list(AccessPolicy.tenantsOf(caller));
  }

  /**
   * One of them.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or it is another tenant's
   */
  public LegalHold get(Caller caller, long id) {
    return holds
        .find(id)
        .filter(hold -> AccessPolicy.tenantsOf(caller).include(hold.tenant()))
        .orElseThrow(
            () ->
                new HealthAiException(
                    ErrorCode.NOT_FOUND, "there is no legal hold %d".formatted(id)));
  }

  /** The patient's holds, also lifted ones. */
  public List<LegalHold> listOf(Patient patient) {
    return holds.listOfPatient(subjects.hashesOfPatient(patient.tenant(), patient.reference()));
  }

  /** The reference of the patient a hold is about. */
  public String referenceOf(LegalHold hold) {
    String patient =
        subjects.open(new SealedSubject(hold.patient(), null), hold.context()).patient();
    return patient == null ? "" : patient;
  }

  /** A hold whose patient is sealed with the active key. */
  public LegalHold resealed(LegalHold hold) {
    Patient patient = new Patient(hold.tenant(), referenceOf(hold));
    return hold.withPatient(
        patientOf(subjects.seal(patient.toReferences(), hold.tenant(), hold.context())));
  }

  /**
   * Lets patients pass whose records may be deleted; call it under the {@link PrivacyLock}.
   *
   * @throws HealthAiException CONFLICT naming the hold, not the patient
   */
  void requireNone(Tenant tenant, String patient) {
    Collection<String> hashes = subjects.hashesOfPatient(tenant, patient);
    holds.listOfPatient(hashes).stream()
        .filter(LegalHold::isActive)
        .findFirst()
        .ifPresent(
            hold -> {
              throw new HealthAiException(
                  ErrorCode.CONFLICT,
                  "legal hold %d keeps the patient's records; lift it first".formatted(hold.id()));
            });
  }

  /** Every hash that a record of a held patient may have; under the {@link PrivacyLock}. */
  public Set<String> heldHashes() {
    Set<String> hashes = new HashSet<>();
    for (LegalHold hold : holds.listActive()) {
      hashes.addAll(subjects.hashesOfPatient(hold.tenant(), referenceOf(hold)));
    }
    return hashes;
  }

  private static SealedReference patientOf(SealedSubject sealed) {
    SealedReference patient = sealed.patient();
    if (patient == null) {
      throw new IllegalStateException("a hold needs a patient");
    }
    return patient;
  }

  private static AuditEntry entry(LegalHold hold, String change) {
    return AuditEntry.of(
        AuditAction.HOLD_CHANGE,
        AuditEntity.of("legal-hold", hold.id()),
        Map.of("change", change, "tenant", hold.tenant().id()));
  }
}
