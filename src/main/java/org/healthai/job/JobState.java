package org.healthai.job;

import java.util.Locale;

/** How far a job is. The wire names are stored and part of the API: they never change. */
public enum JobState {
  /** Its films are still coming in; nobody can see it. */
  CREATING,
  /** Its films are worked on. */
  RUNNING,
  /** Somebody stopped it; films that are being worked on are still finished. */
  STOPPING,
  /** It was stopped, and nothing happens any more. */
  STOPPED,
  /** Every film is answered or has failed. */
  COMPLETED;

  /** The name in the table and in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether films may still be worked on. */
  public boolean isOpen() {
    return this == RUNNING || this == STOPPING;
  }
}
