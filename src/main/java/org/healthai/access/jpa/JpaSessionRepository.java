package org.healthai.access.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.healthai.access.session.FoundToken;
import org.healthai.access.session.OpenSession;
import org.healthai.access.session.SessionRepository;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Sessions in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaSessionRepository implements SessionRepository {
  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaSessionRepository() {
    this(null, null);
  }

  /**
   * A repository.
   *
   * @param clock says what is over
   */
  @Inject
  public JpaSessionRepository(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public OpenSession start(long userId, Instant expiresAt, String tokenHash) {
    long now = now();
    return session.call(
        entityManager -> {
          entityManager
              .createQuery(
                  "delete from SessionEntity s where s.user.id = :user and s.expiresAtMicros < :now")
              .setParameter("user", userId)
              .setParameter("now", now)
              .executeUpdate();
          UserEntity user = entityManager.getReference(UserEntity.class, userId);
          SessionEntity started = new SessionEntity(user, now, expiresAt);
          entityManager.persist(started);
          entityManager.persist(new RefreshTokenEntity(tokenHash, started));
          return started.toSession();
        });
  }

  @Override
  public Optional<OpenSession> findOpen(long id) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select distinct s from SessionEntity s join fetch s.user where s.id = :id"
                        + " and s.endedAtMicros is null and s.expiresAtMicros > :now",
                    SessionEntity.class)
                .setHint(FetchHints.LEFT_JOIN_FETCH, "s.user.roles.permissions")
                .setParameter("id", id)
                .setParameter("now", now())
                .getResultStream()
                .findFirst()
                .map(SessionEntity::toSession));
  }

  @Override
  public Optional<FoundToken> findToken(String tokenHash) {
    return session.call(
        entityManager -> find(entityManager, tokenHash).map(RefreshTokenEntity::toToken));
  }

  @Override
  public Optional<FoundToken> lockToken(String tokenHash) {
    return session.call(
        entityManager -> {
          Optional<RefreshTokenEntity> token = find(entityManager, tokenHash);
          token.ifPresent(
              known -> {
                // what was read before the lock may be old by now
                entityManager.refresh(known.session(), LockModeType.PESSIMISTIC_WRITE);
                entityManager.refresh(known);
              });
          return token.map(RefreshTokenEntity::toToken);
        });
  }

  @Override
  public void replaceToken(long sessionId, String usedHash, String nextHash) {
    session.call(
        entityManager -> {
          entityManager.getReference(RefreshTokenEntity.class, usedHash).use(now());
          SessionEntity of = entityManager.getReference(SessionEntity.class, sessionId);
          RefreshTokenEntity next = new RefreshTokenEntity(nextHash, of);
          entityManager.persist(next);
          return next;
        });
  }

  @Override
  public void end(long id) {
    end("s.id = :id", id);
  }

  @Override
  public void endAll(long userId) {
    end("s.user.id = :id", userId);
  }

  private void end(String which, long id) {
    session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "update SessionEntity s set s.endedAtMicros = :now"
                        + " where s.endedAtMicros is null and "
                        + which)
                .setParameter("now", now())
                .setParameter("id", id)
                .executeUpdate());
  }

  private static Optional<RefreshTokenEntity> find(EntityManager entityManager, String tokenHash) {
    return Optional.ofNullable(entityManager.find(RefreshTokenEntity.class, tokenHash));
  }

  private long now() {
    return EpochMicros.floor(clock.instant());
  }
}
