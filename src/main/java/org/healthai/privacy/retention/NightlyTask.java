package org.healthai.privacy.retention;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.healthai.privacy.retention.NightlyStep.LostLeaseException;

/**
 * Runs the steps of the nightly task once a day, on one of the servers of a database. One thread.
 *
 * <p>Ask it often: a server that was down at that time does so at its next start, and what a server
 * leaves half done, because it is stopped or loses its database, another one finishes.
 */
public final class NightlyTask {
  private static final System.Logger LOG = System.getLogger(NightlyTask.class.getName());
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final String server = UUID.randomUUID().toString();
  private final TaskClaim claim;
  private final List<NightlyStep> steps;
  private final DailySchedule schedule;
  private final Clock clock;

  /**
   * A task.
   *
   * @param at time of the day in UTC
   * @param steps in their order
   */
  public NightlyTask(TaskClaim claim, List<NightlyStep> steps, LocalTime at, Clock clock) {
    this.claim = claim;
    this.steps = List.copyOf(steps);
    this.schedule = new DailySchedule(at);
    this.clock = clock;
  }

  /**
   * Runs the steps when they are due and no other server runs them.
   *
   * @return whether they were run to their end
   * @throws RuntimeException the first that a step threw, after all of them; they are due again
   *     when this run's lease has ended
   */
  public boolean runIfDue() {
    Instant now = clock.instant();
    if (!claim.claim(server, schedule.lastDue(now), now, now.plus(LEASE))) {
      return false;
    }
    try {
      runAll();
    } catch (LostLeaseException lost) {
      LOG.log(Level.WARNING, "another server has taken the nightly task over");
      return false;
    }
    claim.finish(server, clock.instant());
    return true;
  }

  /** A step that fails keeps none of the others from being run, and is tried again later. */
  private void runAll() {
    RuntimeException failure = null;
    for (NightlyStep step : steps) {
      try {
        run(step);
      } catch (LostLeaseException lost) {
        throw lost;
      } catch (RuntimeException failed) {
        failure = failure == null ? failed : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void run(NightlyStep step) {
    String done = step.run(this::keep);
    if (!done.isEmpty()) {
      LOG.log(Level.INFO, "nightly task: {0}", done);
    }
  }

  private void keep() {
    if (!claim.extend(server, clock.instant().plus(LEASE))) {
      throw new LostLeaseException();
    }
  }
}
