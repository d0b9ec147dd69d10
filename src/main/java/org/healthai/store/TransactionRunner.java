package org.healthai.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Runs work in a transaction: the container's in the server, a local one in tests. */
public interface TransactionRunner {

  /**
   * Commits when the work returns and rolls back when it throws.
   *
   * @param work must not keep the entity manager
   */
  <T> T inTransaction(Function<EntityManager, T> work);
}
