package org.healthai.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.Tenants;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Shows, stops and restarts jobs. Safe for many threads. */
public final class JobControl {
  private static final String KIND = "job";

  /** What "lately" is. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private static final double MILLIS = 1000;

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final AuditedChanges changes;
  private final JobDispatch dispatch;
  private final JobEnding ending;
  private final Clock clock;

  /** Control of these jobs. */
  public JobControl(
      JobRepository jobs,
      JobItemRepository items,
      AuditedChanges changes,
      JobDispatch dispatch,
      JobEnding ending,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.changes = changes;
    this.dispatch = dispatch;
    this.ending = ending;
    this.clock = clock;
  }

  /**
   * A job.
   *
   * @throws HealthAiException NOT_FOUND also for a job of another tenant
   */
  public Job get(long id, Tenants tenants) {
    return jobs.find(id)
        .filter(job -> tenants.include(job.details().requester().tenant()))
        .orElseThrow(() -> new HealthAiException(ErrorCode.NOT_FOUND, "there is no job " + id));
  }

  /** One page of jobs, newest first. */
  public List<JobProgress> list(JobFilter filter, int skip, int limit) {
    return progressOf(jobs.list(filter, skip, limit));
  }

  /** How many jobs the filter lets through. */
  public long count(JobFilter filter) {
    return jobs.count(filter);
  }

  /** How a job is getting on. */
  public JobProgress progressOf(Job job) {
    return progressOf(List.of(job)).get(0);
  }

  /** Jobs that have ended are asked nothing: their rows have it. */
  private List<JobProgress> progressOf(List<Job> some) {
    List<Long> open = some.stream().filter(job -> job.counts() == null).map(Job::id).toList();
    Instant now = clock.instant();
    Map<Long, JobCounts> counts = items.countAll(open);
    Map<Long, Integer> lately = items.countEnded(open, now.minus(LATELY));
    return some.stream()
        .map(
            job ->
                job.counts() == null
                    ? openOne(
                        job,
                        counts.getOrDefault(job.id(), JobCounts.NONE),
                        lately.getOrDefault(job.id(), 0),
                        now)
                    : endedOne(job, job.counts()))
        .toList();
  }

  private static JobProgress openOne(Job job, JobCounts counts, int lately, Instant now) {
    double rate = perSecond(lately, Duration.between(max(job.createdAt(), now.minus(LATELY)), now));
    boolean running = job.state() == JobState.RUNNING && rate > 0;
    return new JobProgress(
        job,
        counts,
        rate > 0 ? rate : null,
        running
            ? now.plusMillis((long) (counts.open() / rate * MILLIS)).truncatedTo(ChronoUnit.MILLIS)
            : null);
  }

  private static JobProgress endedOne(Job job, JobCounts counts) {
    double rate = rateOverAll(job, counts);
    return new JobProgress(job, counts, rate > 0 ? rate : null, null);
  }

  private static double rateOverAll(Job job, JobCounts counts) {
    return job.endedAt() == null
        ? 0
        : perSecond(
            counts.done() + counts.failed(), Duration.between(job.createdAt(), job.endedAt()));
  }

  private static double perSecond(int films, Duration time) {
    return time.toMillis() <= 0 ? 0 : films * MILLIS / time.toMillis();
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Stops a job: films that nobody has begun are not begun any more. A job that was stopped or has
   * ended stays as it is.
   *
   * @throws HealthAiException NOT_FOUND
   */
  public Job stop(long id, Tenants tenants, Occasion occasion) {
    get(id, tenants);
    changes.make(
        occasion,
        () -> jobs.stop(id, clock.instant()),
        stopped -> stopped ? List.of(entry(AuditAction.JOB_STOP, id, Map.of())) : List.of());
    goOn(id);
    ending.look(id);
    return get(id, tenants);
  }

  /**
   * Has what failed or was stopped tried again.
   *
   * @throws HealthAiException NOT_FOUND; CONFLICT for a job that is running, whose films are
   *     removed, or none of whose films is left to be tried
   */
  public Job restart(long id, Tenants tenants, Occasion occasion) {
    Job job = get(id, tenants);
    changes.make(
        occasion,
        () -> restarted(job),
        films ->
            List.of(entry(AuditAction.JOB_RESTART, id, Map.of("films", Integer.toString(films)))));
    goOn(id);
    dispatch.begin(id);
    return get(id, tenants);
  }

  /** Should this break off, {@link JobReconciler} goes on. */
  private void goOn(long id) {
    boolean more = true;
    while (more) {
      more = jobs.goOn(id, clock.instant());
    }
  }

  private int restarted(Job job) {
    Optional<Integer> again = jobs.restart(job.id(), clock.instant());
    if (again.isEmpty()) {
      throw conflict(
          job.inputsRemoved()
              ? "the films of the job are not kept any more; make a new job"
              : "the job is running");
    }
    if (again.get() == 0 && job.state() != JobState.STOPPING) {
      throw conflict("no film of the job is left that another attempt could answer");
    }
    return again.get();
  }

  private static HealthAiException conflict(String detail) {
    return new HealthAiException(ErrorCode.CONFLICT, detail);
  }

  private static AuditEntry entry(AuditAction action, long id, Map<String, String> facts) {
    return AuditEntry.of(action, AuditEntity.of(KIND, id), facts);
  }
}
