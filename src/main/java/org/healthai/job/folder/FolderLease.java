package org.healthai.job.folder;

import java.time.Instant;

/** Which server tends the watched folder: one at a time of a database. Safe for many threads. */
@FunctionalInterface
public interface FolderLease {

  /**
   * Takes it, or keeps it for longer.
   *
   * @param until when others may take it
   * @return whether {@code server} has it
   */
  boolean take(String server, Instant now, Instant until);
}
