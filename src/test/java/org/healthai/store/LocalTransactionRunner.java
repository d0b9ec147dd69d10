package org.healthai.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;

/**
 * One resource-local transaction a call, or the caller's where there is one: what the container
 * does in the server.
 */
final class LocalTransactionRunner implements TransactionRunner {
  private final EntityManagerFactory factory;

  @SuppressWarnings("ThreadLocalUsage") // of one factory: two databases in a test are two of these
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  LocalTransactionRunner(EntityManagerFactory factory) {
    this.factory = factory;
  }

  @Override
  public <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager outer = current.get();
    if (outer != null) {
      return work.apply(outer);
    }
    try (EntityManager entityManager = factory.createEntityManager()) {
      current.set(entityManager);
      entityManager.getTransaction().begin();
      try {
        T result = work.apply(entityManager);
        entityManager.getTransaction().commit();
        return result;
      } finally {
        current.remove();
        if (entityManager.getTransaction().isActive()) {
          entityManager.getTransaction().rollback();
        }
      }
    }
  }
}
