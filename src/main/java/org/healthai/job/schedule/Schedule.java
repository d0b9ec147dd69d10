package org.healthai.job.schedule;

import java.time.Instant;
import org.healthai.audit.AuditActor;
import org.healthai.prediction.Requester;
import org.jspecify.annotations.Nullable;

/**
 * A schedule.
 *
 * @param id positive, unique, never used again
 * @param owner who made it
 * @param details what is to be done when
 * @param active whether its turns come
 * @param createdAt when it was made
 * @param nextAt when the next turn is due
 * @param last how the last turns went
 */
public record Schedule(
    long id,
    Owner owner,
    ScheduleDetails details,
    boolean active,
    Instant createdAt,
    Instant nextAt,
    Last last) {

  /**
   * Who made it. Its jobs are theirs, also when their key has ended by then.
   *
   * @param requester whose the predictions are
   * @param creator for the audit trail
   */
  public record Owner(Requester requester, AuditActor creator) {}

  /**
   * How the last turns went.
   *
   * @param at when the last one that worked began to look into the folder; null for none
   * @param jobId the last job; null for none
   * @param problem why the last turn made no job; null when it did
   */
  public record Last(@Nullable Instant at, @Nullable Long jobId, @Nullable String problem) {
    /** Before the first turn. */
    public static final Last NONE = new Last(null, null, null);
  }
}
