package org.healthai.privacy;

import java.util.function.Supplier;

/**
 * Makes deletions and changes of holds come one after the other, over all servers of a database: no
 * record is deleted while a hold on it is being set.
 */
@FunctionalInterface
public interface PrivacyLock {

  /** Does the work in one transaction that has the lock to its end. */
  <T> T exclusively(Supplier<T> work);
}
