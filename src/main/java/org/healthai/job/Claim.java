package org.healthai.job;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a message.
 *
 * @param decision what
 * @param job its job; null when GONE
 * @param item the film as it is now; null when GONE
 */
public record Claim(Decision decision, @Nullable Job job, @Nullable JobItem item) {

  /** What is there unless the film is GONE. */
  static <T> T require(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a film that is gone has no job");
    }
    return part;
  }

  /** How many attempts the film has begun, with this one; 0 when nobody works on it now. */
  int attempt() {
    return decision == Decision.WORK ? require(item).attempts() : 0;
  }

  /** What to do. */
  public enum Decision {
    /** Work on it. */
    WORK,
    /** Nothing: it is answered, failed, stopped or unknown. */
    GONE,
    /** Have it worked on where nothing else is under way: it may end the process. */
    SET_APART,
    /** Nothing: its job was stopped, and so is it now. */
    STOP,
    /** Nothing: it has failed now, since it had all its attempts. */
    GIVE_UP
  }
}
