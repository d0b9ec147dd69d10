package org.healthai.access.user;

/**
 * Counts failed logins by the name that was written, whether somebody has it or not: what a login
 * costs and answers must not tell who exists. Safe for many threads.
 */
public interface LoginFailures {

  /** Whether nobody may log in under that name for now. */
  boolean isLocked(String name);

  /**
   * Counts one more; none is lost, however many there are at once.
   *
   * @return whether the name is locked from now on, and was not before
   */
  boolean note(String name);

  /** Forgets them. */
  void clear(String name);
}
