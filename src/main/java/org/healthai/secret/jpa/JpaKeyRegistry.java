package org.healthai.secret.jpa;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.healthai.secret.KeyRegistry;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/** Keys in use, in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaKeyRegistry implements KeyRegistry {
  private final StoreSession session;
  private final Clock clock;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaKeyRegistry() {
    this(null, null);
  }

  /** The registry of this store. */
  @Inject
  public JpaKeyRegistry(StoreSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  @Override
  public Map<String, String> checkValues() {
    return session.call(
        entityManager ->
            entityManager
                .createQuery("select k from SecretKeyEntity k", SecretKeyEntity.class)
                .getResultStream()
                .collect(toMap(SecretKeyEntity::keyId, SecretKeyEntity::checkValue)));
  }

  @Override
  public void add(String id, String checkValue) {
    long now = EpochMicros.floor(clock.instant());
    session.call(
        entityManager -> {
          if (entityManager.find(SecretKeyEntity.class, id) == null) {
            entityManager.persist(new SecretKeyEntity(id, checkValue, now));
          }
          return id;
        });
  }

  @Override
  public void remove(Collection<String> ids) {
    session.call(
        entityManager ->
            entityManager
                .createQuery("delete from SecretKeyEntity k where k.keyId in :ids")
                .setParameter("ids", ids)
                .executeUpdate());
  }
}
