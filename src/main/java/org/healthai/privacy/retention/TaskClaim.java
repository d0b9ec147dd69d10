package org.healthai.privacy.retention;

import java.time.Instant;

/**
 * Which server runs the nightly task: one at a time over all servers of a database, and another one
 * when that one is gone. Safe for many threads.
 */
public interface TaskClaim {

  /**
   * Claims the task for a server.
   *
   * @param due when it was last due: done since then, it is not claimed
   * @param until when others may take it over, unless {@link #extend} is called before
   * @return whether this server is to run it
   */
  boolean claim(String server, Instant due, Instant now, Instant until);

  /** Keeps the claim for longer; false when another server has it. */
  boolean extend(String server, Instant until);

  /** Says that the task was done. */
  void finish(String server, Instant now);
}
