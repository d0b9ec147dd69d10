package org.healthai.privacy.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.function.Supplier;
import org.healthai.privacy.PrivacyLock;
import org.healthai.privacy.retention.TaskClaim;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/**
 * The lock of deletions and holds, and who runs the nightly task, in a relational database: the one
 * row of its table. Safe for many threads.
 */
@ApplicationScoped
public class JpaPrivacyState implements PrivacyLock, TaskClaim {
  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaPrivacyState() {
    this(null);
  }

  /** The row of this store. */
  @Inject
  public JpaPrivacyState(StoreSession session) {
    this.session = session;
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return session.call(
        entityManager -> {
          PrivacyStateEntity unused = lock(entityManager);
          return work.get();
        });
  }

  @Override
  public boolean claim(String server, Instant due, Instant now, Instant until) {
    return session.call(
        entityManager -> {
          PrivacyStateEntity row = lock(entityManager);
          boolean free =
              row.finishedAtMicros() < EpochMicros.ceiling(due)
                  && row.runningUntilMicros() <= EpochMicros.floor(now);
          if (free) {
            row.run(server, EpochMicros.floor(until));
          }
          return free;
        });
  }

  @Override
  public boolean extend(String server, Instant until) {
    return session.call(
        entityManager -> {
          PrivacyStateEntity row = lock(entityManager);
          boolean ours = row.isRunBy(server);
          if (ours) {
            row.run(server, EpochMicros.floor(until));
          }
          return ours;
        });
  }

  @Override
  public void finish(String server, Instant now) {
    session.call(
        entityManager -> {
          PrivacyStateEntity row = lock(entityManager);
          if (row.isRunBy(server)) {
            row.finish(EpochMicros.floor(now));
          }
          return row;
        });
  }

  private static PrivacyStateEntity lock(EntityManager entityManager) {
    PrivacyStateEntity row =
        entityManager.find(
            PrivacyStateEntity.class, PrivacyStateEntity.ID, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException("privacy_state has no row");
    }
    return row;
  }
}
