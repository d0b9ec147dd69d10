package org.healthai.access.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.access.ApiKey;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.NewApiKey;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** API keys in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaApiKeyRepository implements ApiKeyRepository {
  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaApiKeyRepository() {
    this(null, null);
  }

  /**
   * A repository.
   *
   * @param clock says when a key was stored
   */
  @Inject
  public JpaApiKeyRepository(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public ApiKey save(NewApiKey key) {
    ApiKeyEntity row = new ApiKeyEntity(key, EpochMicros.floor(clock.instant()));
    return session.call(
        entityManager -> {
          entityManager.persist(row);
          return row.toApiKey();
        });
  }

  @Override
  public Optional<ApiKey> findByPrefix(String prefix) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select k from ApiKeyEntity k where k.prefix = :prefix", ApiKeyEntity.class)
                .setParameter("prefix", prefix)
                .getResultStream()
                .findFirst()
                .map(ApiKeyEntity::toApiKey));
  }

  @Override
  public List<ApiKey> list() {
    return session.call(
        entityManager ->
            entityManager
                .createQuery("select k from ApiKeyEntity k order by k.id", ApiKeyEntity.class)
                .getResultList()
                .stream()
                .map(ApiKeyEntity::toApiKey)
                .toList());
  }

  @Override
  public boolean isEmpty() {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery("select count(k) from ApiKeyEntity k", Long.class)
                    .getSingleResult()
                == 0);
  }

  @Override
  public boolean disable(long id) {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery(
                        "update ApiKeyEntity k set k.active = false"
                            + " where k.id = :id and k.active = true")
                    .setParameter("id", id)
                    .executeUpdate()
                > 0);
  }

  @Override
  public void recordUse(long id, Instant usedAt, Instant unlessSince) {
    session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "update ApiKeyEntity k set k.lastUsedAtMicros = :used where k.id = :id"
                        + " and (k.lastUsedAtMicros is null or k.lastUsedAtMicros < :since)")
                .setParameter("used", EpochMicros.floor(usedAt))
                .setParameter("id", id)
                .setParameter("since", EpochMicros.ceiling(unlessSince))
                .executeUpdate());
  }
}
