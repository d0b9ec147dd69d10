package org.healthai.access.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import org.healthai.access.Sha256;
import org.healthai.access.user.LoginFailures;
import org.healthai.access.user.PasswordSettings;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/**
 * Failed logins in a relational database, by the hash of the name: people write passwords into the
 * wrong field. What is over is forgotten with the next failure. Safe for many threads.
 */
@ApplicationScoped
public class JpaLoginFailures implements LoginFailures {
  /** The row that whoever counts locks first. */
  private static final String LOCK = "lock";

  private final StoreSession session;
  private final PasswordSettings settings;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaLoginFailures() {
    this(null, null, null);
  }

  /** Failures that lock names as the settings say. */
  @Inject
  public JpaLoginFailures(StoreSession session, PasswordSettings settings, Clock clock) {
    this.session = session;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public boolean isLocked(String name) {
    return session.call(
        entityManager -> {
          LoginFailureEntity row = entityManager.find(LoginFailureEntity.class, Sha256.hex(name));
          return row != null && isLocked(row);
        });
  }

  @Override
  public boolean note(String name) {
    return session.call(
        entityManager -> {
          entityManager.find(LoginFailureEntity.class, LOCK, LockModeType.PESSIMISTIC_WRITE);
          forgetOld(entityManager);
          LoginFailureEntity row = getRow(entityManager, Sha256.hex(name));
          boolean before = isLocked(row);
          row.count(EpochMicros.floor(clock.instant()));
          return !before && isLocked(row);
        });
  }

  @Override
  public void clear(String name) {
    session.call(
        entityManager ->
            entityManager
                .createQuery("delete from LoginFailureEntity f where f.nameSha256 = :name")
                .setParameter("name", Sha256.hex(name))
                .executeUpdate());
  }

  private void forgetOld(EntityManager entityManager) {
    entityManager
        .createQuery(
            "delete from LoginFailureEntity f where f.lastAtMicros < :before"
                + " and f.nameSha256 <> :lock")
        .setParameter("before", oldest())
        .setParameter("lock", LOCK)
        .executeUpdate();
  }

  private static LoginFailureEntity getRow(EntityManager entityManager, String hash) {
    LoginFailureEntity row = entityManager.find(LoginFailureEntity.class, hash);
    if (row == null) {
      row = new LoginFailureEntity(hash);
      entityManager.persist(row);
    }
    return row;
  }

  private boolean isLocked(LoginFailureEntity row) {
    return row.failures() >= settings.lockAfter() && !row.isOlderThan(oldest());
  }

  private long oldest() {
    return EpochMicros.floor(clock.instant().minus(settings.lockFor()));
  }
}
