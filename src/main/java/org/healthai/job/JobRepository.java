package org.healthai.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs are kept; their films are in {@link JobItemRepository}. Safe for many threads; every
 * call is one short transaction, or part of the caller's where there is one.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer, and then has changed nothing.
 */
public interface JobRepository {

  /** Begins a job: CREATING, without films. */
  long create(NewJob job, Instant now);

  /**
   * Says that the job is still being made, so that it is not taken for abandoned.
   *
   * @param quota what it has taken until now, for {@link #discard}
   */
  void touch(long id, TakenQuota quota, Instant now);

  /**
   * Ends the making: RUNNING from now on.
   *
   * @param items the films it has
   * @param keyHash what finds it again, see {@link #findByKey}; null for nothing
   * @throws DuplicateKeyException when another job of the tenant has the key by now; nothing has
   *     changed then
   */
  void activate(long id, int items, @Nullable String keyHash, Instant now);

  /**
   * Forgets a job that is being made, with its films' rows, in several transactions; it cannot be
   * activated any more from the first one on. Other jobs are left alone.
   *
   * @return what it had taken, for the one caller who removed it; empty for all others
   */
  Optional<TakenQuota> discard(long id);

  /** The job of that key of a tenant. */
  Optional<Job> findByKey(Tenant tenant, String keyHash);

  /** The job, unless it is being made. */
  Optional<Job> find(long id);

  /** One page, newest first, by falling id. */
  List<Job> list(JobFilter filter, int skip, int limit);

  /** How many jobs the filter lets through. */
  long count(JobFilter filter);

  /**
   * Stops a running job: STOPPING, and some of its waiting films STOPPED; {@link #goOn} sees to the
   * others.
   *
   * @return whether it was RUNNING
   */
  boolean stop(long id, Instant now);

  /**
   * Has films that failed or were stopped worked on again: WAITING, not sent, no attempts; the job
   * is RUNNING again, with some of them; {@link #goOn} sees to the others. What no attempt can
   * answer, since it was refused when it came in or was erased, stays as it is. Changes nothing
   * while the job is RUNNING, or where its inputs are removed.
   *
   * @return how many films there are to be worked on again; empty when nothing was changed for one
   *     of those reasons
   */
  Optional<Integer> restart(long id, Instant now);

  /**
   * Goes on with a stop or a restart, some films at a time: nobody else waits for long then. Of a
   * job that is STOPPING it also stops films that wait again since their worker is gone.
   *
   * @return whether there may be more to do; false also for every other job
   */
  boolean goOn(long id, Instant now);

  /**
   * Ends an open job that has no open film and no restart to go on with: COMPLETED, or STOPPED
   * where it was STOPPING.
   *
   * @return the job when this call ended it
   */
  Optional<Job> end(long id, Instant now);

  /** Open jobs, oldest first. */
  List<Long> listOpen();

  /** Jobs that are being made, also those that nobody makes any more. */
  List<UnfinishedJob> listUnfinished();

  /** Jobs that ended before a time and whose inputs are still there, oldest first. */
  List<Job> listWithInputs(Instant endedBefore, int limit);

  /** Says that the films of an ended job are gone; false when it is not ended any more. */
  boolean markInputsRemoved(long id);
}
