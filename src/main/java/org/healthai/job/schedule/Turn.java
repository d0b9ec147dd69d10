package org.healthai.job.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn of a schedule that this server has claimed: the one lease of everything that is done for
 * it. It is kept by the thread that makes the turn's job, so that a server that hangs loses it, and
 * is asked for again wherever something is about to count. One thread.
 */
final class Turn {
  /** So long after a server was killed another one makes its turn. */
  static final Duration LEASE = Duration.ofMinutes(3);

  /** Far less, so that a slow share or database costs no turn. */
  static final Duration KEPT_EVERY = Duration.ofSeconds(20);

  private final ScheduleRepository schedules;
  private final Schedule schedule;
  private final ScheduleRepository.Claim claim;
  private final Clock clock;
  private final Instant began;
  private Instant kept;

  private Turn(
      ScheduleRepository schedules,
      Schedule schedule,
      ScheduleRepository.Claim claim,
      Clock clock,
      Instant began) {
    this.schedules = schedules;
    this.schedule = schedule;
    this.claim = claim;
    this.clock = clock;
    this.began = began;
    this.kept = began;
  }

  /** Another server has claimed the turn, or its schedule was removed. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the turn is another server's by now, or its schedule was removed");
    }
  }

  /** Claims the turn that is due; empty where another server has. */
  static Optional<Turn> claim(ScheduleRepository schedules, Schedule schedule, Clock clock) {
    Instant now = clock.instant();
    ScheduleRepository.Claim claim =
        new ScheduleRepository.Claim(
            schedule.id(), schedule.nextAt(), UUID.randomUUID().toString());
    return schedules.claim(claim, now, now.plus(LEASE))
        ? Optional.of(new Turn(schedules, schedule, claim, clock, now))
        : Optional.empty();
  }

  /** The schedule as it was when the turn began. */
  Schedule schedule() {
    return schedule;
  }

  long scheduleId() {
    return schedule.id();
  }

  /** To be called often: keeps the turn where that is due, and ends what has lost it. */
  void goOn() {
    if (!clock.instant().isBefore(kept.plus(KEPT_EVERY))) {
      keep();
    }
  }

  /**
   * Keeps the turn; in the caller's transaction it is kept until that has ended.
   *
   * @throws LostException when it is this server's no more
   */
  void keep() {
    Instant now = clock.instant();
    require(schedules.keep(claim, now.plus(LEASE)));
    kept = now;
  }

  /** Whether this job is the last that the schedule has made. */
  boolean hasMade(long jobId) {
    return schedules
        .find(schedule.id())
        .map(found -> Long.valueOf(jobId).equals(found.last().jobId()))
        .orElse(false);
  }

  /** The turn has this job; to be called in the transaction that makes it. */
  void finish(long jobId) {
    finish(new Schedule.Last(began, jobId, null));
  }

  /** There was nothing to make a job of. */
  void finishWithoutJob(String problem) {
    finish(new Schedule.Last(began, schedule.last().jobId(), problem));
  }

  /** The turn is left out. */
  void fail(String problem) {
    finish(new Schedule.Last(schedule.last().at(), schedule.last().jobId(), problem));
  }

  private void finish(Schedule.Last last) {
    require(schedules.finish(claim, schedule.details().times().nextAfter(began), last));
  }

  /** The turn is tried again after a while. */
  void postpone(Duration pause, String problem) {
    require(schedules.postpone(claim, clock.instant().plus(pause), problem));
  }

  private static void require(boolean held) {
    if (!held) {
      throw new LostException();
    }
  }
}
