package org.healthai.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.SealedItem;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.Prediction;
import org.healthai.privacy.Erasure.Counts;
import org.healthai.privacy.Erasure.Seal;

/**
 * Erases patients and proves it. Safe for many threads.
 *
 * <p>An erasure is one transaction: all of a patient's predictions, what shadows said of them, the
 * patient's films in jobs, the proof and the audit trail's rows, or nothing. Films go before the
 * commit, as when one prediction is deleted; with its prediction a film loses its key, so that a
 * file that is left over, for example on another server, can be read by nobody. What is predicted
 * while an erasure runs is erased with it or stays whole, and a second erasure finds it.
 */
public final class Erasures {
  private final PatientFile records;
  private final FilmArchive films;
  private final LegalHolds holds;
  private final ErasureRepository proofs;
  private final ErasureSeal seal;
  private final Guarded guarded;

  /**
   * What changes are made with.
   *
   * @param lock taken first
   * @param changes has them audited
   * @param clock says when
   */
  public record Guarded(PrivacyLock lock, AuditedChanges changes, Clock clock) {}

  /** Erasures in these stores. */
  public Erasures(
      PatientFile records,
      FilmArchive films,
      LegalHolds holds,
      ErasureRepository proofs,
      ErasureSeal seal,
      Guarded guarded) {
    this.records = records;
    this.films = films;
    this.holds = holds;
    this.proofs = proofs;
    this.seal = seal;
    this.guarded = guarded;
  }

  private record Done(Erasure proof, List<Prediction> erased, List<SealedItem> jobFilms) {}

  /**
   * Erases a patient; one that nobody knows is erased with a proof of nothing.
   *
   * @throws HealthAiException CONFLICT while a legal hold keeps the records
   */
  public Erasure erase(Patient patient, Occasion occasion) {
    return guarded
        .changes()
        .make(
            occasion,
            () -> guarded.lock().exclusively(() -> eraseNow(patient, occasion)),
            Erasures::entries,
            this::removeFilms)
        .proof();
  }

  private void removeFilms(Done done) {
    done.erased().forEach(gone -> films.delete(gone.storedName()));
    records.removeKept(done.jobFilms());
  }

  private Done eraseNow(Patient patient, Occasion occasion) {
    holds.requireNone(patient.tenant(), patient.reference());
    List<SealedItem> jobFilms = records.deleteJobFilms(patient);
    List<Prediction> found = records.predictionsOf(patient);
    List<Long> ids = found.stream().map(Prediction::id).toList();
    Counts counts =
        new Counts(
            found.size(),
            found.stream().filter(gone -> films.has(gone.storedName())).count(),
            records.shadowAnswersOf(ids).size());
    records.delete(ids);
    Instant now = guarded.clock().instant().truncatedTo(ChronoUnit.MICROS);
    Erasure proof =
        new Erasure(
            0,
            patient.tenant(),
            now,
            Actors.nameOf(occasion.actor()),
            occasion.requestId(),
            counts,
            ErasureSeal.hashOf(ids),
            Seal.NONE);
    return new Done(proofs.add(seal.sealed(proof)), found, jobFilms);
  }

  private static List<AuditEntry> entries(Done done) {
    Erasure proof = done.proof();
    List<AuditEntry> entries = new ArrayList<>();
    for (Prediction gone : done.erased()) {
      entries.add(
          AuditEntry.of(
              AuditAction.DELETE,
              AuditEntity.of("prediction", gone.id()),
              Map.of("erasure", Long.toString(proof.id()))));
    }
    entries.add(
        AuditEntry.of(
            AuditAction.ERASE,
            AuditEntity.of("erasure", proof.id()),
            Map.of(
                "tenant", proof.tenant().id(),
                "predictions", Long.toString(proof.counts().predictions()),
                "films", Long.toString(proof.counts().films()),
                "shadow_answers", Long.toString(proof.counts().shadowAnswers()),
                "job_films", Integer.toString(done.jobFilms().size()),
                "proof", proof.seal().proof())));
    return entries;
  }

  /** Proofs that the caller sees, newest first. */
  public List<Erasure> list(Caller caller, long beforeId, int limit) {
    return proofs.list(AccessPolicy.tenantsOf(caller), beforeId, limit);
  }

  /**
   * One of them.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or it is another tenant's
   */
  public Erasure get(Caller caller, long id) {
    return proofs
        .find(id)
        .filter(proof -> AccessPolicy.tenantsOf(caller).include(proof.tenant()))
        .orElseThrow(
            () ->
                new HealthAiException(ErrorCode.NOT_FOUND, "there is no erasure %d".formatted(id)));
  }

  /** See {@link ErasureSeal#isGenuine}. */
  public Optional<Boolean> isGenuine(Erasure proof) {
    return seal.isGenuine(proof);
  }
}
