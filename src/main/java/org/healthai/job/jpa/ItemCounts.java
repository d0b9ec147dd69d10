package org.healthai.job.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.healthai.job.ItemState;
import org.healthai.job.JobCounts;
import org.healthai.store.EpochMicros;

/** How many films are in which state, however many jobs they are of: one statement each. */
final class ItemCounts {
  private static final List<String> OPEN =
      List.of(ItemState.WAITING.wireName(), ItemState.RUNNING.wireName());
  private static final List<String> ENDED =
      List.of(ItemState.DONE.wireName(), ItemState.FAILED.wireName());

  private ItemCounts() {}

  static JobCounts of(EntityManager entityManager, long jobId) {
    return of(entityManager, List.of(jobId)).getOrDefault(jobId, JobCounts.NONE);
  }

  static Map<Long, JobCounts> of(EntityManager entityManager, Collection<Long> jobIds) {
    return entityManager
        .createQuery(
            "select i.jobId, i.state, count(i.item) from JobItemEntity i where i.jobId in :jobs"
                + " group by i.jobId, i.state",
            Object[].class)
        .setParameter("jobs", jobIds)
        .getResultStream()
        .collect(
            Collectors.toMap(
                row -> (Long) row[0], row -> toCounts(row[1], row[2]), JobCounts::plus));
  }

  /**
   * Not in one statement: on Derby that would have a job's row while it waits for films, and
   * whoever stops or restarts a job has its films while he waits for its row.
   */
  static JobCounts ofOpenJobs(EntityManager entityManager) {
    List<Long> open = JpaJobRepository.listOpen(entityManager);
    return open.isEmpty()
        ? JobCounts.NONE
        : entityManager
            .createQuery(
                "select i.state, count(i.item) from JobItemEntity i where i.jobId in :jobs and"
                    + " i.state in :open group by i.state",
                Object[].class)
            .setParameter("jobs", open)
            .setParameter("open", OPEN)
            .getResultStream()
            .map(row -> toCounts(row[0], row[1]))
            .reduce(JobCounts.NONE, JobCounts::plus);
  }

  static Map<Long, Integer> endedSince(
      EntityManager entityManager, Collection<Long> jobIds, Instant since) {
    return entityManager
        .createQuery(
            "select i.jobId, count(i.item) from JobItemEntity i where i.jobId in :jobs and i.state"
                + " in :ended and i.changedAtMicros >= :since group by i.jobId",
            Object[].class)
        .setParameter("jobs", jobIds)
        .setParameter("ended", ENDED)
        .setParameter("since", EpochMicros.ceiling(since))
        .getResultStream()
        .collect(Collectors.toMap(row -> (Long) row[0], row -> ((Number) row[1]).intValue()));
  }

  private static JobCounts toCounts(Object state, Object films) {
    return JobCounts.of(
        ItemState.valueOf(((String) state).toUpperCase(Locale.ROOT)), ((Number) films).intValue());
  }
}
