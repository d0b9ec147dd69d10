package org.healthai.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/**
 * Transactions of the server. Safe for many threads: the entity manager is the container's proxy.
 */
@ApplicationScoped
public class JtaTransactionRunner implements TransactionRunner {
  @PersistenceContext(unitName = "healthai")
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private EntityManager entityManager;

  @Override
  @Transactional
  public <T> T inTransaction(Function<EntityManager, T> work) {
    return work.apply(entityManager);
  }
}
