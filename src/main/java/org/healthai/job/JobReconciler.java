package org.healthai.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what a crash left: films without a message, jobs that nobody has ended, jobs whose
 * making broke off; and removes the films of jobs that ended long ago. To be asked once in a while,
 * on every server; two at once do no harm. One thread for {@link #run}, another one or the same for
 * {@link #removeOld}.
 */
public final class JobReconciler {
  /** A job, or a postponed film, of which nothing was heard for so long may have no message. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** A film that was sent and has not changed for so long has no message, whatever others do. */
  private static final Duration STALE = Duration.ofMinutes(15);

  private static final int AT_ONCE = 20;

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final JobInputs inputs;
  private final JobEnding ending;
  private final JobDispatch dispatch;
  private final Consumer<TakenQuota> giveBack;
  private final Duration retention;
  private final Duration lostAfter;
  private final Clock clock;
  private final AbandonedJobs abandoned = new AbandonedJobs();
  private Instant since = Instant.MAX;
  private boolean begun;
  private boolean watching;
  private Optional<Instant> lastChange = Optional.empty();
  private Instant sameSince = Instant.MAX;

  /**
   * When something is old.
   *
   * @param retention how long films of ended jobs are kept
   * @param filmTimeout as in {@link JobSettings}: when no film changes for longer than an attempt
   *     may take, messages were lost
   */
  public record Ages(Duration retention, Duration filmTimeout) {}

  /**
   * A reconciler.
   *
   * @param giveBack gives back what a job had taken whose making broke off
   */
  public JobReconciler(
      JobRepository jobs,
      JobItemRepository items,
      JobInputs inputs,
      JobEnding ending,
      JobDispatch dispatch,
      Consumer<TakenQuota> giveBack,
      Ages ages,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.inputs = inputs;
    this.ending = ending;
    this.dispatch = dispatch;
    this.giveBack = giveBack;
    this.retention = ages.retention();
    this.lostAfter = AttemptTimes.of(ages.filmTimeout()).lost();
    this.clock = clock;
  }

  /**
   * Does all of it once that needs the database and the broker only.
   *
   * @throws org.healthai.error.HealthAiException when the store does not answer; the rest is done
   *     the next time
   */
  public void run() {
    Instant now = clock.instant();
    since = since.isBefore(now) ? since : now;
    boolean lost = messagesAreLost(now);
    Trouble trouble = new Trouble();
    jobs.listOpen().forEach(id -> trouble.none(() -> goOn(id, now, lost)));
    begun = true;
    trouble.tell();
  }

  /**
   * Removes films that nobody needs any more; waits for where they lie, maybe for ever.
   *
   * @throws org.healthai.error.HealthAiException as {@link #run}, or when a film cannot be removed
   */
  public void removeOld() {
    Instant now = clock.instant();
    Trouble trouble = new Trouble();
    abandoned.look(jobs.listUnfinished(), now).forEach(job -> trouble.none(() -> discard(job)));
    jobs.listWithInputs(now.minus(retention), AT_ONCE)
        .forEach(job -> trouble.none(() -> removeInputs(job)));
    trouble.tell();
  }

  /** What cannot be done for one job keeps nobody from doing it for the others. */
  private static final class Trouble {
    private @Nullable RuntimeException first;

    void none(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException failure) {
        first = first == null ? failure : first;
      }
    }

    void tell() {
      if (first != null) {
        throw first;
      }
    }
  }

  private void goOn(long jobId, Instant now, boolean lost) {
    if (lost) {
      int unused = items.markUnsent(jobId, now.minus(lostAfter));
    }
    boolean halfDone = jobs.goOn(jobId, now);
    while (halfDone) {
      halfDone = jobs.goOn(jobId, now);
    }
    ending.endIfDone(jobId);
    boolean stale =
        now.minus(STALE).isAfter(since) && items.markUnsent(jobId, now.minus(STALE)) > 0;
    if (lost || stale || !begun || isQuiet(jobId, now)) {
      dispatch.begin(jobId);
    }
  }

  private boolean isQuiet(long jobId, Instant now) {
    return items.lastSign(jobId).filter(sign -> sign.isAfter(now.minus(QUIET))).isEmpty()
        || items.hasPostponed(jobId, now.minus(QUIET));
  }

  /**
   * While any film of any job changes, messages that were sent are believed to come. Time in which
   * nobody looked does not count: while this server or the store was away, no film could change.
   */
  private boolean messagesAreLost(Instant now) {
    boolean watched = watching;
    watching = false;
    Optional<Instant> change = items.lastChange();
    watching = true;
    if (!watched || !change.equals(lastChange)) {
      sameSince = now;
    }
    lastChange = change;
    return sameSince.isBefore(now.minus(lostAfter));
  }

  /** The rows first: a job that was made after all in the meantime keeps its films. */
  private void discard(Job broken) {
    Optional<TakenQuota> taken = jobs.discard(broken.id());
    taken.ifPresent(giveBack);
    if (taken.isPresent()) {
      inputs.removeAll(broken.details().inputFolder());
    }
  }

  /**
   * A restart comes before it, and keeps the films, or after it, and is refused: nobody waits for
   * the job's row while its films are removed, and what cannot be removed now is removed later.
   */
  private void removeInputs(Job ended) {
    if (jobs.markInputsRemoved(ended.id())) {
      inputs.removeAll(ended.details().inputFolder());
    }
  }
}
