package org.healthai.privacy.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHolds;

/**
 * Removes what is older than one class of data may be, {@value #BATCH} records in a transaction,
 * each audited; records of held patients stay.
 */
public final class RetentionStep implements NightlyStep {
  static final int BATCH = 100;

  private final Expiry expiry;
  private final Duration age;
  private final LegalHolds holds;
  private final Guarded guarded;

  private RetentionStep(Expiry expiry, Duration age, LegalHolds holds, Guarded guarded) {
    this.expiry = expiry;
    this.age = age;
    this.holds = holds;
    this.guarded = guarded;
  }

  /** One step for each class of data that is not kept for ever. */
  public static List<NightlyStep> all(
      RetentionSettings settings,
      PatientRecords records,
      FilmArchive films,
      ItemTraces jobs,
      LegalHolds holds,
      Guarded guarded) {
    List<NightlyStep> steps = new ArrayList<>();
    if (settings.shadowAnswers() != null) {
      Expiry shadows = Expiry.ofShadowAnswers(records);
      steps.add(new RetentionStep(shadows, settings.shadowAnswers(), holds, guarded));
    }
    if (settings.films() != null) {
      Expiry kept = Expiry.ofFilms(records, films);
      steps.add(new RetentionStep(kept, settings.films(), holds, guarded));
    }
    if (settings.predictions() != null) {
      Expiry predictions = Expiry.ofPredictions(records, films, jobs);
      steps.add(new RetentionStep(predictions, settings.predictions(), holds, guarded));
    }
    return steps;
  }

  /** What was looked at, and what of it is removed. */
  private record Page(Expiry expiry, List<Prediction> seen, List<Prediction> removed)
      implements PagedRemoval.Page {
    @Override
    public long after() {
      return seen.get(seen.size() - 1).id();
    }

    @Override
    public boolean isLast() {
      return seen.size() < BATCH;
    }

    @Override
    public void finish() {
      expiry.last().accept(removed);
    }

    @Override
    public List<AuditEntry> entries() {
      if (removed.isEmpty()) {
        return List.of();
      }
      Map<String, String> facts =
          Map.of(
              "cause", "retention",
              "count", Integer.toString(removed.size()),
              "first_id", Long.toString(removed.get(0).id()),
              "last_id", Long.toString(removed.get(removed.size() - 1).id()));
      return List.of(AuditEntry.of(AuditAction.DELETE, AuditEntity.all(expiry.name()), facts));
    }
  }

  @Override
  public String run(Lease lease) {
    Instant before = guarded.clock().instant().minus(age);
    AtomicLong removed = new AtomicLong();
    new PagedRemoval(guarded)
        .run(
            lease,
            after -> removeNow(before, after),
            page -> removed.addAndGet(page.removed().size()));
    return removed.get() == 0
        ? ""
        : "deleted %d by age: %s".formatted(removed.get(), expiry.name());
  }

  private Page removeNow(Instant before, long after) {
    List<Prediction> seen = expiry.old().list(before, after, BATCH);
    if (seen.isEmpty()) {
      return new Page(expiry, seen, seen);
    }
    Set<String> held = holds.heldHashes();
    List<Prediction> expired = seen.stream().filter(old -> !isHeld(old, held)).toList();
    expiry.removal().accept(expired);
    return new Page(expiry, seen, expired);
  }

  private static boolean isHeld(Prediction prediction, Set<String> held) {
    SealedReference patient = prediction.subject().patient();
    return patient != null && held.contains(patient.hash());
  }
}
