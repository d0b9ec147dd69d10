package org.healthai.job;

import java.time.Instant;
import org.healthai.audit.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * A job.
 *
 * @param id positive, unique, never used again
 * @param details what it was made with
 * @param state how far it is
 * @param itemCount its films; 0 while it is being made
 * @param createdAt when the request came
 * @param endedAt when it was completed or stopped; null while it is open
 * @param inputsRemoved whether its films are gone, so that it cannot be restarted
 * @param counts its films, once it has ended: nothing becomes of them then but by a restart; null
 *     while it is open
 */
public record Job(
    long id,
    NewJob details,
    JobState state,
    int itemCount,
    Instant createdAt,
    @Nullable Instant endedAt,
    boolean inputsRemoved,
    @Nullable JobCounts counts) {

  /** The occasion of what is done for it later: its creator's, in the request that made it. */
  public Occasion occasion() {
    return new Occasion(details.creator(), null, details.requestId());
  }
}
