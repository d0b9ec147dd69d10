package org.healthai.job.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.DuplicateKeyException;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobRepository;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
import org.healthai.job.TakenQuota;
import org.healthai.job.UnfinishedJob;
import org.jspecify.annotations.Nullable;

/** Jobs in memory as far as making them goes; a database that can break at the end. */
final class MakingJobs implements JobRepository {
  final Map<Long, Job> jobs = new HashMap<>();
  final Map<String, Long> keys = new HashMap<>();
  final List<Instant> touches = new ArrayList<>();
  TakenQuota quota = TakenQuota.NONE;

  /** Whether somebody else removes what is to be discarded, and gives the quota back. */
  boolean discardedElsewhere;

  /** How the activation ends. */
  Ending ending = Ending.COMMITTED;

  enum Ending {
    COMMITTED,
    /** The database is gone before it. */
    GONE,
    /** The database is gone after it did it, before it said so; it is back at once. */
    UNKNOWN
  }

  private long last;

  @Override
  public long create(NewJob job, Instant now) {
    last++;
    jobs.put(last, new Job(last, job, JobState.CREATING, 0, now, null, false, null));
    return last;
  }

  @Override
  public void touch(long id, TakenQuota taken, Instant now) {
    touches.add(now);
    quota = taken;
  }

  @Override
  public void activate(long id, int items, @Nullable String keyHash, Instant now) {
    if (ending == Ending.GONE) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "gone");
    }
    if (keyHash != null && keys.putIfAbsent(keyHash, id) != null) {
      throw new DuplicateKeyException(new IllegalStateException("unique"));
    }
    Job made = jobs.get(id);
    jobs.put(
        id,
        new Job(id, made.details(), JobState.RUNNING, items, made.createdAt(), null, false, null));
    if (ending == Ending.UNKNOWN) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "broke off");
    }
  }

  @Override
  public Optional<TakenQuota> discard(long id) {
    boolean removed = find(id).isEmpty() && jobs.remove(id) != null;
    return removed && !discardedElsewhere ? Optional.of(quota) : Optional.empty();
  }

  @Override
  public Optional<Job> findByKey(Tenant tenant, String keyHash) {
    return Optional.ofNullable(keys.get(keyHash)).flatMap(this::find);
  }

  @Override
  public Optional<Job> find(long id) {
    return Optional.ofNullable(jobs.get(id)).filter(job -> job.state() != JobState.CREATING);
  }

  @Override
  public List<Job> list(JobFilter filter, int skip, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count(JobFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean stop(long id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean goOn(long id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Integer> restart(long id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Job> end(long id, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Long> listOpen() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<UnfinishedJob> listUnfinished() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Job> listWithInputs(Instant endedBefore, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean markInputsRemoved(long id) {
    throw new UnsupportedOperationException();
  }
}
