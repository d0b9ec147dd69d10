package org.healthai.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.healthai.store.UnitOfWork;

/**
 * Puts right what a crash left: films without a message, jobs that nobody has ended, jobs whose
 * making broke off; and removes the films of jobs that ended long ago. To be asked once in a while,
 * on every server; two at once do no harm. One thread.
 */
public final class JobReconciler {
  /** Longer than any film takes that is not lost. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** Uploads of films may pause, but not for so long. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final int AT_ONCE = 20;

  private final JobRepository jobs;
  private final JobItemRepository items;
  private final JobInputs inputs;
  private final JobEnding ending;
  private final JobDispatch dispatch;
  private final UnitOfWork store;
  private final Duration retention;
  private final Clock clock;

  /**
   * A reconciler.
   *
   * @param retention how long films of ended jobs are kept
   */
  public JobReconciler(
      JobRepository jobs,
      JobItemRepository items,
      JobInputs inputs,
      JobEnding ending,
      JobDispatch dispatch,
      UnitOfWork store,
      Duration retention,
      Clock clock) {
    this.jobs = jobs;
    this.items = items;
    this.inputs = inputs;
    this.ending = ending;
    this.dispatch = dispatch;
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Does all of it once.
   *
   * @throws org.healthai.error.HealthAiException when the store does not answer; the rest is done
   *     the next time
   */
  public void run() {
    Instant now = clock.instant();
    jobs.listOpen().forEach(id -> goOn(id, now));
    jobs.listAbandoned(now.minus(ABANDONED)).forEach(this::discard);
    jobs.listWithInputs(now.minus(retention), AT_ONCE).forEach(this::removeInputs);
  }

  private void goOn(long jobId, Instant now) {
    ending.endIfDone(jobId);
    Instant quietSince = now.minus(QUIET);
    if (items.lastSign(jobId).filter(sign -> sign.isAfter(quietSince)).isPresent()) {
      return;
    }
    if (nothingIsWorkedOn(quietSince)) {
      int unused = items.markUnsent(jobId, quietSince);
    }
    dispatch.begin(jobId);
  }

  /** While any film of any job changes, messages that were sent are believed to come. */
  private boolean nothingIsWorkedOn(Instant quietSince) {
    return items.lastChange().filter(change -> change.isAfter(quietSince)).isEmpty();
  }

  private void discard(Job abandoned) {
    inputs.removeAll(abandoned.details().inputFolder());
    jobs.discard(abandoned.id());
  }

  /** Under the job's lock: a restart comes before or after, and finds the films or is refused. */
  private void removeInputs(Job ended) {
    boolean unused =
        store.inOne(
            () -> {
              boolean marked = jobs.markInputsRemoved(ended.id());
              if (marked) {
                inputs.removeAll(ended.details().inputFolder());
              }
              return marked;
            });
  }
}
