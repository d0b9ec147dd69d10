package org.healthai.access.user;

/** What users have opened by logging in. Safe for many threads. */
public interface OpenSessions {

  /** Ends all of a user's sessions, from the next request on. */
  void endAll(long userId);
}
