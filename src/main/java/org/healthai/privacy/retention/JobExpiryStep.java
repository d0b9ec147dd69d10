package org.healthai.privacy.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.Occasion;
import org.healthai.job.JobRetention;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHolds;

/**
 * Removes jobs that ended too long ago, with names and references of their films, {@value #FILMS}
 * films in a transaction, each audited. A job with a film of a held patient stays whole, and so
 * does one of the watched folder until its files are put away: who forgets it has them answered
 * again. What was answered is a prediction of its own, and none of this step's business.
 */
public final class JobExpiryStep implements NightlyStep {
  static final int FILMS = 2_000;
  private static final int JOBS = 100;

  private final JobRetention jobs;
  private final Duration age;
  private final boolean watched;
  private final LegalHolds holds;
  private final Guarded guarded;

  /**
   * A step.
   *
   * @param age since the end of a job
   * @param watched whether there is a watched folder; without one nobody puts files away
   */
  public JobExpiryStep(
      JobRetention jobs, Duration age, boolean watched, LegalHolds holds, Guarded guarded) {
    this.jobs = jobs;
    this.age = age;
    this.watched = watched;
    this.holds = holds;
    this.guarded = guarded;
  }

  /**
   * What a transaction has done.
   *
   * @param removed jobs of which nothing is left
   * @param films how many, of these and of the next job
   * @param after where to go on
   * @param last whether nothing is left to do
   */
  private record Page(List<Long> removed, int films, long after, boolean last) {}

  @Override
  public String run(Lease lease) {
    Instant before = guarded.clock().instant().minus(age);
    long removed = 0;
    long films = 0;
    Page page = new Page(List.of(), 0, 0, false);
    while (!page.last()) {
      page = removeSome(before, page.after());
      removed += page.removed().size();
      films += page.films();
      lease.keep();
    }
    return films + removed == 0
        ? ""
        : "deleted %d jobs by age, with %d films' names and references".formatted(removed, films);
  }

  private Page removeSome(Instant before, long after) {
    return guarded
        .changes()
        .make(
            Occasion.system(),
            () -> guarded.lock().exclusively(() -> removeNow(before, after)),
            JobExpiryStep::entries);
  }

  private Page removeNow(Instant before, long after) {
    List<Long> seen = jobs.listEndedBefore(before, after, JOBS);
    Set<Long> staying = staying(seen);
    List<Long> removed = new ArrayList<>();
    int films = 0;
    long done = after;
    for (long id : seen) {
      if (!staying.contains(id)) {
        films += jobs.removeFilms(id, FILMS - films);
        if (films == FILMS) {
          return new Page(removed, films, done, false); // the job may have more
        }
        jobs.remove(id);
        removed.add(id);
      }
      done = id;
    }
    return new Page(removed, films, done, seen.size() < JOBS);
  }

  private Set<Long> staying(List<Long> seen) {
    if (seen.isEmpty()) {
      return Set.of();
    }
    Set<Long> staying = new HashSet<>(jobs.findWithPatients(seen, holds.heldHashes()));
    if (watched) {
      staying.addAll(jobs.findWithFiles(seen));
    }
    return staying;
  }

  private static List<AuditEntry> entries(Page page) {
    return page.films() == 0 && page.removed().isEmpty()
        ? List.of()
        : List.of(
            AuditEntry.of(
                AuditAction.DELETE,
                AuditEntity.all("job"),
                Map.of(
                    "cause", "retention",
                    "count", Integer.toString(page.removed().size()),
                    "films", Integer.toString(page.films()),
                    "last_id", Long.toString(page.after()))));
  }
}
