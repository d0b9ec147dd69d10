package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.error.HealthAiException;
import org.healthai.store.StoreOpener;

/** Notices that a job has no film left to work on, and ends it. Safe for many threads. */
public final class JobEnding {
  private static final System.Logger LOG = System.getLogger(JobEnding.class.getName());

  /** Films end more often than it is worth looking. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final AuditedChanges changes;
  private final JobEndings endings;
  private final JobListener listener;
  private final StoreOpener.Delay delay;
  private final Executor store;
  private final Clock clock;
  private final Set<Long> looking = new HashSet<>();

  /**
   * Ends jobs of these repositories.
   *
   * @param endings writes what belongs into the same transaction
   * @param store threads that may wait for the database
   */
  public JobEnding(
      JobRepository jobs,
      JobItemRepository items,
      AuditedChanges changes,
      JobEndings endings,
      JobListener listener,
      StoreOpener.Delay delay,
      Executor store,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.changes = changes;
    this.endings = endings;
    this.listener = listener;
    this.delay = delay;
    this.store = store;
    this.clock = clock;
  }

  /** Looks soon whether the job has ended; returns at once. */
  public void look(long jobId) {
    synchronized (looking) {
      if (!looking.add(jobId)) {
        return; // somebody looks soon, and sees what was committed until then
      }
    }
    delay.run(BETWEEN_LOOKS, () -> store.execute(() -> lookNow(jobId)));
  }

  private void lookNow(long jobId) {
    synchronized (looking) {
      looking.remove(jobId);
    }
    try {
      endIfDone(jobId);
    } catch (HealthAiException away) {
      LOG.log(Level.DEBUG, "whether a job has ended is asked again later", away);
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "a job could not be ended and is tried again", failure);
    }
  }

  /**
   * Ends the job where it is open and has no open film.
   *
   * @throws HealthAiException STORE_UNAVAILABLE or AUDIT_UNAVAILABLE; it has not ended then
   */
  public void endIfDone(long jobId) {
    Optional<Job> open = jobs.find(jobId).filter(job -> job.state().isOpen());
    if (open.isEmpty() || items.hasOpen(jobId)) {
      return;
    }
    Optional<Job> ended =
        changes.make(
            open.get().occasion(),
            () -> end(jobId),
            done -> done.map(this::entry).stream().toList());
    ended.ifPresent(
        job -> {
          LOG.log(Level.INFO, "job {0,number,#} has ended: {1}", job.id(), job.state().wireName());
          listener.onEnded(job);
        });
  }

  private Optional<Job> end(long jobId) {
    Optional<Job> ended = jobs.end(jobId, clock.instant());
    ended.ifPresent(endings::onEnd);
    return ended;
  }

  private AuditEntry entry(Job job) {
    JobCounts counts = items.count(job.id());
    return AuditEntry.of(
        AuditAction.JOB_END,
        AuditEntity.of("job", job.id()),
        Map.of(
            "state", job.state().wireName(),
            "done", Integer.toString(counts.done()),
            "failed", Integer.toString(counts.failed()),
            "stopped", Integer.toString(counts.stopped())));
  }
}
