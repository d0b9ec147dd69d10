package org.healthai.access.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.access.ApiKey;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.Grant;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.NewApiKey;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;
import org.jspecify.annotations.Nullable;

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
    long now = EpochMicros.floor(clock.instant());
    return session.call(
        entityManager -> {
          ApiKeyEntity row = new ApiKeyEntity(key, roleOf(key.grant(), entityManager), now);
          entityManager.persist(row);
          return row.toApiKey();
        });
  }

  @Override
  public Optional<ApiKey> findByFingerprint(KeyFingerprint fingerprint) {
    return session.call(
        entityManager ->
            select(entityManager, "where k.prefix = :prefix and k.sha256 = :sha256")
                .setParameter("prefix", fingerprint.prefix())
                .setParameter("sha256", fingerprint.sha256())
                .getResultStream()
                .findFirst()
                .map(ApiKeyEntity::toApiKey));
  }

  @Override
  public List<ApiKey> list() {
    return session.call(
        entityManager ->
            select(entityManager, "order by k.id").getResultList().stream()
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
  public Optional<ApiKey> find(long id) {
    return session.call(
        entityManager ->
            select(entityManager, "where k.id = :id")
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(ApiKeyEntity::toApiKey));
  }

  @Override
  public ApiKey update(ApiKey key) {
    return session.call(
        entityManager -> {
          ApiKeyEntity row = entityManager.getReference(ApiKeyEntity.class, key.id());
          row.change(key, roleOf(key.details().grant(), entityManager));
          return row.toApiKey();
        });
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return AccessLock.exclusively(session, work);
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

  /** Keys with their roles' permissions, in one statement: telling a caller costs no more. */
  private static TypedQuery<ApiKeyEntity> select(EntityManager entityManager, String which) {
    return entityManager
        .createQuery(
            "select distinct k from ApiKeyEntity k left join fetch k.role " + which,
            ApiKeyEntity.class)
        .setHint(FetchHints.LEFT_JOIN_FETCH, "k.role.permissions");
  }

  private static @Nullable RoleEntity roleOf(Grant grant, EntityManager entityManager) {
    String name = grant.role();
    return name == null ? null : entityManager.getReference(RoleEntity.class, name);
  }
}
