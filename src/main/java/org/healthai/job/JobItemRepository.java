package org.healthai.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the films of jobs are kept. Safe for many threads; every call is one short transaction, or
 * part of the caller's where there is one. Failures as in {@link JobRepository}.
 */
public interface JobItemRepository {

  /** Adds films to a job that is being made: WAITING, or FAILED where one was refused. */
  void add(long jobId, List<NewItem> items, Instant now);

  /** The film. */
  Optional<JobItem> find(ItemRef ref);

  /** How many films of the job are in which state. */
  default JobCounts count(long jobId) {
    return countAll(List.of(jobId)).getOrDefault(jobId, JobCounts.NONE);
  }

  /** The same of several jobs, some hundreds at most; those without films are left out. */
  Map<Long, JobCounts> countAll(Collection<Long> jobIds);

  /** Films of all open jobs that wait or run; what has ended is not counted. */
  JobCounts countOpen();

  /** One page, by rising number. */
  List<JobItem> list(long jobId, @Nullable ItemState state, int skip, int limit);

  /** The next films by rising number, for those who read them all: from {@code first} on. */
  List<JobItem> listFrom(long jobId, int first, int limit);

  /**
   * Waiting films of an open job of which no message has been sent and that nobody postponed until
   * after {@code now}, by rising number. A job that is STOPPING has some where a worker died: the
   * next claim stops them.
   */
  Unsent listUnsent(long jobId, Instant now, int limit);

  /**
   * Has an open film wait without a message until a time: before that {@link #listUnsent} leaves it
   * out, afterwards it is like one that was never sent.
   *
   * @param counted whether the attempt that ends with this stays counted; where no attempt is under
   *     way, nothing changes about them
   * @return false when it is not open any more
   */
  boolean postpone(ItemRef ref, Instant until, boolean counted, Instant now);

  /** Whether a film of the job was postponed until before that time, and not sent since. */
  boolean hasPostponed(long jobId, Instant before);

  /**
   * Says that messages of these films have been sent, unless their job was stopped or restarted
   * since they were listed: who had a message may have found its film stopped, and no other message
   * would be sent.
   */
  void markSent(Unsent films, Instant now);

  /**
   * Says that no message of the job's open films can be believed to be under way; those that a
   * worker had wait again.
   *
   * @param sentBefore films whose message or last change is younger are left alone
   * @return how many
   */
  int markUnsent(long jobId, Instant sentBefore);

  /** How many films of which job were answered or failed since a time; none is left out. */
  Map<Long, Integer> countEnded(Collection<Long> jobIds, Instant since);

  /** How many films of the job from one number up to another one are still to be worked on. */
  int countOpen(long jobId, int first, int end);

  /** Whether somebody is still to work on a film of the job. */
  boolean hasOpen(long jobId);

  /** When a film of the job last changed or had a message sent; empty where it has no film. */
  Optional<Instant> lastSign(long jobId);

  /** When a film of any open job last changed; empty where there is none. */
  Optional<Instant> lastChange();

  /**
   * Begins an attempt, in a transaction that is committed before the work: a film that ends the
   * process is counted too. Does what {@link ClaimRules#decide} says: WORK makes the film RUNNING
   * with one attempt more, STOP makes it STOPPED, GIVE_UP makes it FAILED with {@link
   * ClaimRules#givenUp}, the others change nothing. Not to be called within a transaction: of a job
   * that was stopped it needs two.
   */
  Claim claim(ItemRef ref, ClaimRules rules, Instant now);

  /**
   * Answers a film, as a part of the transaction that stores its prediction.
   *
   * @return whether it was open; when false, somebody else answered it, and the caller must undo
   */
  boolean finish(ItemRef ref, long predictionId, Instant now);

  /** Fails an open film; false when it was not open. */
  boolean fail(ItemRef ref, ItemFailure failure, Instant now);

  /** Ends an attempt that was nobody's fault: WAITING, one attempt less; false when not RUNNING. */
  boolean release(ItemRef ref, Instant now);
}
