package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.healthai.job.notification.Notification;
import org.healthai.job.notification.NotificationRepository;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;
import org.jspecify.annotations.Nullable;

/** The outbox in a relational database. Safe for many threads. */
@ApplicationScoped
public class JpaNotificationRepository implements NotificationRepository {
  private static final String LAST =
      "select max(n.key.ending) from NotificationEntity n where n.key.jobId = :job";

  private static final String DUE =
      "select n from NotificationEntity n where n.state = :state and n.dueAtMicros <= :now"
          + " order by n.dueAtMicros, n.key.jobId";

  /** Somebody else has it when its due time is not the one that was read. */
  private static final String CLAIM =
      "update NotificationEntity n set n.attempts = n.attempts + 1, n.dueAtMicros = :until"
          + " where n.key = :key and n.state = :state and n.dueAtMicros = :due";

  private static final String CHANGE =
      "update NotificationEntity n set n.state = :next, n.dueAtMicros = :due,"
          + " n.lastProblem = :problem where n.key = :key and n.state = :state";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaNotificationRepository() {
    this(null);
  }

  /** A repository. */
  @Inject
  public JpaNotificationRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public Notification.Id add(long jobId, String url, String body, Instant now) {
    return session.call(
        entityManager -> {
          Integer last =
              entityManager
                  .createQuery(LAST, Integer.class)
                  .setParameter("job", jobId)
                  .getSingleResult();
          Notification.Id id = new Notification.Id(jobId, last == null ? 1 : last + 1);
          entityManager.persist(new NotificationEntity(id, url, body, EpochMicros.floor(now)));
          return id;
        });
  }

  @Override
  public List<Notification> claimDue(Instant now, Instant until, int limit) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(DUE, NotificationEntity.class)
                .setParameter("state", NotificationEntity.WAITING)
                .setParameter("now", EpochMicros.floor(now))
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .filter(found -> claim(entityManager, found, EpochMicros.floor(until)))
                .map(NotificationEntity::toClaimed)
                .toList());
  }

  private static boolean claim(EntityManager entityManager, NotificationEntity found, long until) {
    return entityManager
            .createQuery(CLAIM)
            .setParameter("until", until)
            .setParameter("key", found.key())
            .setParameter("state", NotificationEntity.WAITING)
            .setParameter("due", found.dueAtMicros())
            .executeUpdate()
        == 1;
  }

  @Override
  public void markDelivered(Notification.Id id) {
    change(id, NotificationEntity.SENT, 0, null);
  }

  @Override
  public void postpone(Notification.Id id, Instant due, String problem) {
    change(id, NotificationEntity.WAITING, EpochMicros.floor(due), problem);
  }

  @Override
  public boolean giveUp(Notification.Id id, String problem) {
    return change(id, NotificationEntity.DEAD, 0, problem);
  }

  private boolean change(Notification.Id id, String next, long due, @Nullable String problem) {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery(CHANGE)
                    .setParameter("next", next)
                    .setParameter("due", due)
                    .setParameter("problem", shortened(problem))
                    .setParameter("key", new NotificationEntity.Key(id))
                    .setParameter("state", NotificationEntity.WAITING)
                    .executeUpdate()
                == 1);
  }

  private static @Nullable String shortened(@Nullable String problem) {
    return problem == null || problem.length() <= MAX_PROBLEM
        ? problem
        : problem.substring(0, MAX_PROBLEM);
  }
}
