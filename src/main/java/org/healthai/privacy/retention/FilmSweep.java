package org.healthai.privacy.retention;

import static java.util.stream.Collectors.toMap;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.Occasion;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHolds;
import org.jspecify.annotations.Nullable;

/**
 * Removes films of this server that have no prediction any more, because a crash or an erasure on
 * another server left them behind, and those that are too old, of the time before films were sealed
 * too. Every server does so for its own directory, once a day.
 *
 * <p>A directory most of whose films nobody knows is more likely beside the wrong database, an
 * empty or an old one, than full of leftovers: then nothing of it is removed, and the log says so.
 */
public final class FilmSweep {
  private static final System.Logger LOG = System.getLogger(FilmSweep.class.getName());
  private static final int BATCH = 100;

  /** More unknown films than this, and than known ones, are no leftovers. */
  private static final int LEFTOVERS = 10;

  /** A film is written before its prediction is stored. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private final FilmArchive films;
  private final PatientRecords records;
  private final LegalHolds holds;
  private final Guarded guarded;
  private final RetentionSettings settings;
  private final DailySchedule schedule;
  private Instant lastSweep = Instant.EPOCH;

  /** A sweep of this archive. */
  public FilmSweep(
      FilmArchive films,
      PatientRecords records,
      LegalHolds holds,
      Guarded guarded,
      RetentionSettings settings) {
    this.films = films;
    this.records = records;
    this.holds = holds;
    this.guarded = guarded;
    this.settings = settings;
    this.schedule = new DailySchedule(settings.at());
  }

  /** Sweeps when that was not done since it was last due. One thread. */
  public void sweepIfDue() {
    Clock clock = guarded.clock();
    Instant now = clock.instant();
    if (!lastSweep.isBefore(schedule.lastDue(now))) {
      return;
    }
    lastSweep = now;
    List<StoredName> kept = films.listBefore(now.minus(YOUNG));
    if (isOfAnotherDatabase(kept)) {
      LOG.log(
          Level.WARNING,
          "nightly task: most of the films kept on this server are unknown to its database; none was"
              + " removed. If the database is the right one, move them away");
      return;
    }
    int removed = 0;
    for (int from = 0; from < kept.size(); from += BATCH) {
      removed += removeSome(kept.subList(from, Math.min(kept.size(), from + BATCH)), now);
    }
    if (removed > 0) {
      LOG.log(Level.INFO, "nightly task: removed {0} films of this server", removed);
    }
  }

  private boolean isOfAnotherDatabase(List<StoredName> kept) {
    int known = 0;
    for (int from = 0; from < kept.size(); from += BATCH) {
      known += records.listOfFilms(kept.subList(from, Math.min(kept.size(), from + BATCH))).size();
    }
    int unknown = kept.size() - known;
    return unknown > LEFTOVERS && unknown > known;
  }

  private int removeSome(List<StoredName> kept, Instant now) {
    return guarded
        .changes()
        .make(
            Occasion.system(),
            () -> guarded.lock().exclusively(() -> expired(kept, now)),
            FilmSweep::entries,
            expired -> expired.forEach(films::delete))
        .size();
  }

  private List<StoredName> expired(List<StoredName> kept, Instant now) {
    Map<StoredName, Prediction> known =
        records.listOfFilms(kept).stream().collect(toMap(Prediction::storedName, row -> row));
    Set<String> held = holds.heldHashes();
    return kept.stream().filter(name -> isExpired(known.get(name), held, now)).toList();
  }

  private boolean isExpired(@Nullable Prediction prediction, Set<String> held, Instant now) {
    if (prediction == null) {
      return true;
    }
    SealedReference patient = prediction.subject().patient();
    return settings
            .filmAge()
            .filter(age -> prediction.createdAt().isBefore(now.minus(age)))
            .isPresent()
        && (patient == null || !held.contains(patient.hash()));
  }

  private static List<AuditEntry> entries(List<StoredName> expired) {
    return expired.isEmpty()
        ? List.of()
        : List.of(
            AuditEntry.of(
                AuditAction.DELETE,
                AuditEntity.all("film"),
                Map.of("cause", "sweep", "count", Integer.toString(expired.size()))));
  }
}
