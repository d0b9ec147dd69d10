package org.healthai.privacy.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.privacy.HoldRepository;
import org.healthai.privacy.LegalHold;
import org.healthai.store.StoreSession;

/** Legal holds in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaHoldRepository implements HoldRepository {
  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaHoldRepository() {
    this(null);
  }

  /** Holds of this store. */
  @Inject
  public JpaHoldRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public LegalHold add(LegalHold hold) {
    LegalHoldEntity row = new LegalHoldEntity(hold);
    return session.call(
        entityManager -> {
          entityManager.persist(row);
          return row.toHold();
        });
  }

  @Override
  public void update(LegalHold hold) {
    session.call(
        entityManager -> {
          LegalHoldEntity row = entityManager.getReference(LegalHoldEntity.class, hold.id());
          row.change(hold);
          return row;
        });
  }

  @Override
  public Optional<LegalHold> find(long id) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(LegalHoldEntity.class, id))
                .map(LegalHoldEntity::toHold));
  }

  @Override
  public List<LegalHold> list(Tenants tenants) {
    return session.call(
        entityManager ->
            toHolds(
                tenants
                    .single()
                    .map(Tenant::id)
                    .map(
                        tenant ->
                            select(entityManager, "where h.tenant = :tenant order by h.id")
                                .setParameter("tenant", tenant))
                    .orElseGet(() -> select(entityManager, "order by h.id"))));
  }

  @Override
  public List<LegalHold> listOfPatient(Collection<String> patientHashes) {
    return session.call(
        entityManager ->
            toHolds(
                select(entityManager, "where h.patientHash in :hashes order by h.id")
                    .setParameter("hashes", patientHashes)));
  }

  @Override
  public List<LegalHold> listActive() {
    return session.call(
        entityManager ->
            toHolds(select(entityManager, "where h.liftedAtMicros is null order by h.id")));
  }

  @Override
  public List<LegalHold> listNotSealedWith(String keyId, int limit) {
    return session.call(
        entityManager ->
            toHolds(
                select(entityManager, "where h.sealKey <> :key order by h.id")
                    .setParameter("key", keyId)
                    .setMaxResults(limit)));
  }

  private static TypedQuery<LegalHoldEntity> select(EntityManager entityManager, String which) {
    return entityManager.createQuery(
        "select h from LegalHoldEntity h " + which, LegalHoldEntity.class);
  }

  private static List<LegalHold> toHolds(TypedQuery<LegalHoldEntity> query) {
    return query.getResultStream().map(LegalHoldEntity::toHold).toList();
  }
}
