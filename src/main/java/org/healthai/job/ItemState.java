package org.healthai.job;

import java.util.Locale;

/** How far a film of a job is. The wire names are stored and part of the API. */
public enum ItemState {
  /** Nobody works on it yet, or not any more. */
  WAITING,
  /** A worker has taken it, and may have died since. */
  RUNNING,
  /** It has a prediction. */
  DONE,
  /** It has none and will have none, unless the job is restarted; the code says why. */
  FAILED,
  /** The job was stopped before anybody took it. */
  STOPPED;

  /** The name in the table and in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody is to work on it. */
  public boolean isOpen() {
    return this == WAITING || this == RUNNING;
  }
}
