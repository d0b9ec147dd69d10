package org.healthai.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * The one way from a repository to the database: a short transaction whose failures are told apart
 * here and nowhere else. Safe for many threads.
 */
public final class StoreSession implements UnitOfWork {
  private final TransactionRunner transactions;
  private final StoreState state;

  /** A session that refuses work until {@code state} says that the tables are there. */
  public StoreSession(TransactionRunner transactions, StoreState state) {
    this.transactions = transactions;
    this.state = state;
  }

  /**
   * Runs the work and writes what it changed; in the caller's transaction where there is one.
   *
   * @throws HealthAiException STORE_UNAVAILABLE when the database does not answer or the store is
   *     not open yet; nothing was changed then, unless the connection broke during the commit
   * @throws RuntimeException the failure itself when the database answered that we are wrong
   */
  public <T> T call(Function<EntityManager, T> work) {
    if (!state.tablesReady()) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, state.problem().orElse("the store is being opened"));
    }
    try {
      return transactions.inTransaction(entityManager -> flushed(entityManager, work));
    } catch (HealthAiException told) {
      throw told; // by the work, or by a call within it
    } catch (RuntimeException failure) {
      throw StoreFailure.translate(failure);
    }
  }

  @Override
  public <T> T inOne(Supplier<T> work) {
    return call(entityManager -> work.get());
  }

  /** Flushes here, so that a failed statement is not hidden in a failed commit. */
  private static <T> T flushed(EntityManager entityManager, Function<EntityManager, T> work) {
    T result = work.apply(entityManager);
    entityManager.flush();
    return result;
  }
}
