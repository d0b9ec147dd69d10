package org.healthai.access;

/** Users who can let others in again. */
public interface AdministeringUsers {

  /** Nobody. */
  long NOBODY = 0;

  /**
   * Whether an active user with a password administers every tenant.
   *
   * @param except a user who does not count; {@link #NOBODY} to count all
   */
  boolean existBeside(long except);
}
