package org.healthai.job.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.healthai.job.ItemState;

/**
 * Statements on many films of a job, some at a time: 100,000 at once take seconds, have Derby lock
 * the whole table (from 5,000 rows on), and come near the limit for a statement.
 */
final class ItemBulk {
  static final int SOME = 2_000;

  private static final String WAITING = ItemState.WAITING.wireName();
  private static final String STOPPED = ItemState.STOPPED.wireName();
  private static final List<String> RESTARTED = List.of(ItemState.FAILED.wireName(), STOPPED);

  private ItemBulk() {}

  static boolean hasWaiting(EntityManager entityManager, long jobId) {
    return !waiting(entityManager, jobId).setMaxResults(1).getResultList().isEmpty();
  }

  /** How many it stopped; 0 when none waits. */
  static int stopWaiting(EntityManager entityManager, long jobId, long micros) {
    List<Integer> numbers = waiting(entityManager, jobId).setMaxResults(SOME).getResultList();
    return numbers.isEmpty()
        ? 0
        : entityManager
            .createQuery(
                "update JobItemEntity i set i.state = :stopped, i.changedAtMicros = :now where"
                    + " i.jobId = :job and i.item >= :first and i.item <= :last"
                    + " and i.state = :waiting")
            .setParameter("stopped", STOPPED)
            .setParameter("now", micros)
            .setParameter("job", jobId)
            .setParameter("first", numbers.get(0))
            .setParameter("last", numbers.get(numbers.size() - 1))
            .setParameter("waiting", WAITING)
            .executeUpdate();
  }

  private static TypedQuery<Integer> waiting(EntityManager entityManager, long jobId) {
    return entityManager
        .createQuery(
            "select i.item from JobItemEntity i where i.jobId = :job and i.state = :waiting"
                + " order by i.item",
            Integer.class)
        .setParameter("job", jobId)
        .setParameter("waiting", WAITING);
  }

  static int countRestartable(EntityManager entityManager, long jobId) {
    return entityManager
        .createQuery(
            "select count(i.item) from JobItemEntity i where i.jobId = :job and i.state in :from"
                + " and i.unanswerable = false",
            Long.class)
        .setParameter("job", jobId)
        .setParameter("from", RESTARTED)
        .getSingleResult()
        .intValue();
  }

  /** Restarts films from a number on; the number to go on with. */
  static int restart(EntityManager entityManager, long jobId, int first, long micros) {
    int end = first + SOME;
    int unused =
        entityManager
            .createQuery(
                "update JobItemEntity i set i.state = :waiting, i.attempts = 0,"
                    + " i.sentAtMicros = 0, i.errorCode = null, i.errorDetail = null,"
                    + " i.changedAtMicros = :now where i.jobId = :job and i.item >= :first"
                    + " and i.item < :end and i.state in :from and i.unanswerable = false")
            .setParameter("waiting", WAITING)
            .setParameter("now", micros)
            .setParameter("job", jobId)
            .setParameter("first", first)
            .setParameter("end", end)
            .setParameter("from", RESTARTED)
            .executeUpdate();
    return end;
  }

  /** How many it deleted, no more than {@code limit}; 0 when there is none. */
  static int delete(EntityManager entityManager, long jobId, int limit) {
    List<Integer> numbers =
        entityManager
            .createQuery(
                "select i.item from JobItemEntity i where i.jobId = :job order by i.item",
                Integer.class)
            .setParameter("job", jobId)
            .setMaxResults(limit)
            .getResultList();
    return numbers.isEmpty()
        ? 0
        : entityManager
            .createQuery("delete from JobItemEntity i where i.jobId = :job and i.item <= :last")
            .setParameter("job", jobId)
            .setParameter("last", numbers.get(numbers.size() - 1))
            .executeUpdate();
  }
}
