package org.healthai.audit.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.chain.ChainHead;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.store.StoreSession;

/** The trail in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaAuditRepository implements AuditRepository {
  private final StoreSession session;
  private final ChainSeal seal;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaAuditRepository() {
    this(null, null);
  }

  /** A repository whose rows get this seal. */
  @Inject
  public JpaAuditRepository(StoreSession session, ChainSeal seal) {
    this.session = session;
    this.seal = seal;
  }

  @Override
  public void begin() {
    session.call(
        entityManager -> {
          AuditHeadEntity head = lockHead(entityManager);
          if (head.toHead().isUnbegun() && lastSequence(entityManager) == 0) {
            head.set(seal.headAt(0, ChainHead.START));
          }
          return requireGenuine(head);
        });
  }

  @Override
  public void append(List<AuditEvent> events) {
    session.call(
        entityManager -> {
          AuditHeadEntity head = lockHead(entityManager);
          List<AuditRow> rows = seal.chain(requireGenuine(head), events);
          rows.forEach(row -> entityManager.persist(new AuditEventEntity(row)));
          AuditRow last = rows.get(rows.size() - 1);
          head.set(seal.headAt(last.sequence(), last.hash()));
          return last;
        });
  }

  @Override
  public List<AuditRow> list(AuditFilter filter, long after, int limit) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(inOrder(entityManager.getCriteriaBuilder(), filter, after))
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEventEntity::toRow)
                .toList());
  }

  @Override
  public List<AuditRow> rows(long after, int limit) {
    return list(AuditFilter.all(), after, limit);
  }

  /** Under the head's lock: no row may be appended between the two looks. */
  @Override
  public ChainEnd end() {
    return session.call(
        entityManager ->
            new ChainEnd(lockHead(entityManager).toHead(), lastSequence(entityManager)));
  }

  private static CriteriaQuery<AuditEventEntity> inOrder(
      CriteriaBuilder builder, AuditFilter filter, long after) {
    CriteriaQuery<AuditEventEntity> query = builder.createQuery(AuditEventEntity.class);
    Root<AuditEventEntity> row = query.from(AuditEventEntity.class);
    return query
        .select(row)
        .where(AuditRestrictions.of(builder, row, filter, after))
        .orderBy(builder.asc(row.get("sequence")));
  }

  private static AuditHeadEntity lockHead(EntityManager entityManager) {
    AuditHeadEntity head =
        entityManager.find(
            AuditHeadEntity.class, AuditHeadEntity.ID, LockModeType.PESSIMISTIC_WRITE);
    if (head == null) {
      throw unusable("the audit trail has no head");
    }
    return head;
  }

  private static long lastSequence(EntityManager entityManager) {
    return entityManager
        .createQuery("select coalesce(max(e.sequence), 0) from AuditEventEntity e", Long.class)
        .getSingleResult();
  }

  private ChainHead requireGenuine(AuditHeadEntity head) {
    ChainHead stored = head.toHead();
    if (!seal.isGenuine(stored)) {
      throw unusable(
          "the audit trail was begun with another healthai.audit.secret, or its head was changed");
    }
    return stored;
  }

  private static HealthAiException unusable(String detail) {
    return new HealthAiException(ErrorCode.AUDIT_UNAVAILABLE, detail);
  }
}
