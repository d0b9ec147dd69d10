package org.healthai.privacy;

import java.time.Instant;
import org.healthai.access.Tenant;
import org.healthai.prediction.subject.SealedReference;
import org.jspecify.annotations.Nullable;

/**
 * A patient's records that must not be deleted.
 *
 * @param id positive
 * @param tenant whose records
 * @param context what {@code patient} is sealed for
 * @param patient whom it is about
 * @param reason why, in the words of who set it
 * @param set when and by whom
 * @param lifted when and by whom it was ended; null while it holds
 */
public record LegalHold(
    long id,
    Tenant tenant,
    String context,
    SealedReference patient,
    String reason,
    Mark set,
    @Nullable Mark lifted) {
  /** What the store keeps of a reason. */
  public static final int MAX_REASON_LENGTH = 500;

  /**
   * When something was done and by whom.
   *
   * @param by kind, id and name of the actor
   */
  public record Mark(Instant at, String by) {}

  /** Whether it still keeps records from being deleted. */
  public boolean isActive() {
    return lifted == null;
  }

  LegalHold liftedBy(Mark mark) {
    return new LegalHold(id, tenant, context, patient, reason, set, mark);
  }

  LegalHold withPatient(SealedReference resealed) {
    return new LegalHold(id, tenant, context, resealed, reason, set, lifted);
  }
}
