package org.healthai.job.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenants;

/**
 * Where schedules are kept. Safe for many threads; every call is one short transaction, or part of
 * the caller's where there is one, and throws {@code HealthAiException} STORE_UNAVAILABLE when the
 * database does not answer.
 */
public interface ScheduleRepository {
  /** What the store keeps of a problem. */
  int MAX_PROBLEM = 200;

  /** Adds one, active; its id and its times are given by the store and by these. */
  Schedule add(Schedule.Owner owner, ScheduleDetails details, Instant now, Instant nextAt);

  /** One of them. */
  Optional<Schedule> find(long id);

  /** By rising id. */
  List<Schedule> list(Tenants tenants);

  /**
   * Changes one that is there; a turn that is under way keeps what it began with, and its claim.
   */
  void update(long id, ScheduleDetails details, boolean active, Instant nextAt);

  /** Removes it, if it is there; its jobs stay. */
  void remove(long id);

  /** Active ones whose next turn is due and that no server is busy with, the longest due first. */
  List<Schedule> listDue(Instant now);

  /**
   * Claims a turn; one claim at a time of a schedule holds.
   *
   * @param until when others may claim it, unless it is kept or finished before
   * @return whether this server is to make its job
   */
  boolean claim(Claim claim, Instant now, Instant until);

  /**
   * Keeps a claim for longer. In the caller's transaction nobody else can claim the turn until that
   * has ended.
   *
   * @return whether nobody else has claimed the turn since, and the schedule is still there
   */
  boolean keep(Claim claim, Instant until);

  /**
   * Ends a claimed turn. Where the schedule was given other times meanwhile, the next turn is left
   * as it is.
   *
   * @return as {@link #keep}; where it is false nothing has changed
   */
  boolean finish(Claim claim, Instant nextAt, Schedule.Last last);

  /**
   * Has a claimed turn tried again from {@code at} on.
   *
   * @return as {@link #keep}; where it is false nothing has changed
   */
  boolean postpone(Claim claim, Instant at, String problem);

  /**
   * Who makes the job of a turn.
   *
   * @param scheduleId of the schedule
   * @param due the turn, by {@link Schedule#nextAt}
   * @param holder as no other claim has it
   */
  record Claim(long scheduleId, Instant due, String holder) {}
}
