package org.healthai.job.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;

/** Which waiting films of a job have no message under way. */
final class ItemsToSend {
  private static final String WAITING = ItemState.WAITING.wireName();

  private ItemsToSend() {}

  /** Those that were never sent, or whose postponement is over. */
  static List<ItemRef> list(EntityManager entityManager, long jobId, long micros, int limit) {
    return entityManager
        .createQuery(
            "select i.item from JobItemEntity i where i.jobId = :job and i.state = :waiting"
                + " and i.sentAtMicros <= 0 and i.sentAtMicros >= :due order by i.item",
            Integer.class)
        .setParameter("job", jobId)
        .setParameter("waiting", WAITING)
        .setParameter("due", JobItemEntity.postponedUntil(micros))
        .setMaxResults(limit)
        .getResultStream()
        .map(item -> new ItemRef(jobId, item))
        .toList();
  }

  /** Whether one was postponed until before that time. */
  static boolean hasPostponed(EntityManager entityManager, long jobId, long micros) {
    return !entityManager
        .createQuery(
            "select i.item from JobItemEntity i where i.jobId = :job and i.state = :waiting"
                + " and i.sentAtMicros < 0 and i.sentAtMicros > :due",
            Integer.class)
        .setParameter("job", jobId)
        .setParameter("waiting", WAITING)
        .setParameter("due", JobItemEntity.postponedUntil(micros))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }
}
