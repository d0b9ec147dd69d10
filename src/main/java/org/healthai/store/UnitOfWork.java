package org.healthai.store;

import java.util.function.Supplier;
import org.healthai.error.HealthAiException;

/** Makes one transaction of calls that would each have their own. Safe for many threads. */
public interface UnitOfWork {

  /**
   * Commits when the work returns; when it throws, nothing that it did to the database has
   * happened.
   *
   * @throws HealthAiException STORE_UNAVAILABLE when the database does not answer or commit; what
   *     the work itself throws otherwise
   */
  <T> T inOne(Supplier<T> work);
}
