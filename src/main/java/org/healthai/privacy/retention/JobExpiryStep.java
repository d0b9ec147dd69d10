package org.healthai.privacy.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.job.JobRetention;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHolds;
import org.jspecify.annotations.Nullable;

/**
 * Removes jobs that ended too long ago, with names and references of their films, {@value #FILMS}
 * films in a transaction, each audited. A job with a film of a held patient stays whole, and so
 * does one of the watched folder until its files are put away: who forgets it has them answered
 * again. What was answered is a prediction of its own, and none of this step's business. A large
 * job takes several transactions, and a few nights where the server dies in between: what is left
 * of it is deleted then.
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
   * @param films how many, of these and of {@code begun}
   * @param begun a job that has more films than the transaction could remove; null for none
   * @param after the last job that nothing is left to do with
   * @param isLast whether no job comes after it
   */
  private record Page(
      List<Long> removed, int films, @Nullable Long begun, long after, boolean isLast)
      implements PagedRemoval.Page {
    @Override
    public List<AuditEntry> entries() {
      if (films == 0 && removed.isEmpty()) {
        return List.of();
      }
      Map<String, String> facts = new HashMap<>();
      facts.put("cause", "retention");
      facts.put("count", Integer.toString(removed.size()));
      facts.put("films", Integer.toString(films));
      if (!removed.isEmpty()) {
        facts.put("first_id", Long.toString(removed.get(0)));
        facts.put("last_id", Long.toString(removed.get(removed.size() - 1)));
      }
      if (begun != null) {
        facts.put("part_of_id", Long.toString(begun));
      }
      return List.of(AuditEntry.of(AuditAction.DELETE, AuditEntity.all("job"), facts));
    }
  }

  @Override
  public String run(Lease lease) {
    Instant before = guarded.clock().instant().minus(age);
    AtomicLong removed = new AtomicLong();
    AtomicLong films = new AtomicLong();
    new PagedRemoval(guarded)
        .run(
            lease,
            after -> removeNow(before, after),
            page -> {
              removed.addAndGet(page.removed().size());
              films.addAndGet(page.films());
            });
    return films.get() + removed.get() == 0
        ? ""
        : "deleted %d jobs by age, with %d films' names and references"
            .formatted(removed.get(), films.get());
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
          return new Page(removed, films, id, done, false); // the job may have more
        }
        jobs.remove(id);
        removed.add(id);
      }
      done = id;
    }
    return new Page(removed, films, null, done, seen.size() < JOBS);
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
}
