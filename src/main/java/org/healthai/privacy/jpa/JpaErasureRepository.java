package org.healthai.privacy.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.privacy.Erasure;
import org.healthai.privacy.ErasureRepository;
import org.healthai.store.StoreSession;

/** Proofs of erasures in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaErasureRepository implements ErasureRepository {
  private static final String NEWEST_FIRST = "e.id < :before order by e.id desc";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaErasureRepository() {
    this(null);
  }

  /** Proofs of this store. */
  @Inject
  public JpaErasureRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public Erasure add(Erasure erasure) {
    ErasureEntity row = new ErasureEntity(erasure);
    return session.call(
        entityManager -> {
          entityManager.persist(row);
          return row.toErasure();
        });
  }

  @Override
  public Optional<Erasure> find(long id) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(ErasureEntity.class, id))
                .map(ErasureEntity::toErasure));
  }

  @Override
  public List<Erasure> list(Tenants tenants, long beforeId, int limit) {
    return session.call(
        entityManager ->
            tenants
                .single()
                .map(Tenant::id)
                .map(
                    tenant ->
                        select(entityManager, "where e.tenant = :tenant and " + NEWEST_FIRST)
                            .setParameter("tenant", tenant))
                .orElseGet(() -> select(entityManager, "where " + NEWEST_FIRST))
                .setParameter("before", beforeId)
                .setMaxResults(limit)
                .getResultStream()
                .map(ErasureEntity::toErasure)
                .toList());
  }

  private static TypedQuery<ErasureEntity> select(EntityManager entityManager, String which) {
    return entityManager.createQuery("select e from ErasureEntity e " + which, ErasureEntity.class);
  }
}
