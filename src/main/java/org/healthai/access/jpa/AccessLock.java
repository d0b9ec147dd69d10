package org.healthai.access.jpa;

import jakarta.persistence.LockModeType;
import java.util.function.Supplier;
import org.healthai.access.Grant;
import org.healthai.store.StoreSession;

/**
 * Lets changes of keys, users and roles come one after the other, over all servers. The lock is the
 * row of the role that every database has.
 */
final class AccessLock {
  private AccessLock() {}

  static <T> T exclusively(StoreSession session, Supplier<T> work) {
    return session.call(
        entityManager -> {
          entityManager.find(RoleEntity.class, Grant.ADMINISTRATOR, LockModeType.PESSIMISTIC_WRITE);
          return work.get();
        });
  }
}
