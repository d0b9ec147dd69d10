package org.healthai.access.session;

import org.healthai.access.user.User;

/** Checks one-time passwords. Safe for many threads. */
public interface SecondFactorCheck {

  /**
   * Whether a code is right for that user now; a right one is used up.
   *
   * @param code what was written, whatever that is
   */
  boolean takes(User user, String code);
}
