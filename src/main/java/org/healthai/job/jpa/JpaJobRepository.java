package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.job.DuplicateKeyException;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobRepository;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
import org.healthai.job.TakenQuota;
import org.healthai.job.UnfinishedJob;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in a relational database. Safe for many threads: whoever changes a job's state locks its row
 * first, so that stopping, restarting and ending come one after the other.
 */
@ApplicationScoped
public class JpaJobRepository implements JobRepository {
  private static final String CREATING = JobState.CREATING.wireName();
  static final List<String> OPEN_JOBS =
      List.of(JobState.RUNNING.wireName(), JobState.STOPPING.wireName());

  /** Class of ISO/IEC 9075-2: an integrity constraint was violated. */
  private static final String VIOLATION = "23";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaJobRepository() {
    this(null);
  }

  /** A repository in this store. */
  @Inject
  public JpaJobRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public long create(NewJob job, Instant now) {
    JobEntity row = new JobEntity(job, EpochMicros.floor(now));
    session.call(
        entityManager -> {
          entityManager.persist(row);
          return row;
        });
    return row.id();
  }

  @Override
  public void touch(long id, TakenQuota quota, Instant now) {
    session.call(
        entityManager -> {
          lock(entityManager, id).ifPresent(row -> row.touch(EpochMicros.floor(now), quota));
          return id;
        });
  }

  @Override
  public void activate(long id, int items, @Nullable String keyHash, Instant now) {
    try {
      session.call(
          entityManager -> {
            JobEntity row =
                lock(entityManager, id)
                    .filter(found -> found.state() == JobState.CREATING && !found.isGivenUp())
                    .orElseThrow(() -> new IllegalStateException("the job is not being made"));
            row.activate(items, EpochMicros.floor(now));
            if (keyHash != null) {
              entityManager.persist(new JobKeyEntity(row.tenant(), keyHash, id));
            }
            return id;
          });
    } catch (RuntimeException failure) {
      if (isViolation(failure)) {
        throw new DuplicateKeyException(failure);
      }
      throw failure;
    }
  }

  private static boolean isViolation(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        for (Throwable chained : sql) {
          if (chained instanceof SQLException each
              && String.valueOf(each.getSQLState()).startsWith(VIOLATION)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public Optional<TakenQuota> discard(long id) {
    Optional<TakenQuota> quota = session.call(entityManager -> giveUp(entityManager, id));
    if (quota.isEmpty()) {
      return quota;
    }
    boolean more = true;
    while (more) {
      more = session.call(entityManager -> ItemBulk.delete(entityManager, id, ItemBulk.SOME)) > 0;
    }
    int removed =
        session.call(
            entityManager ->
                entityManager
                    .createQuery("delete from JobEntity j where j.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
    return quota.filter(taken -> removed == 1);
  }

  private static Optional<TakenQuota> giveUp(EntityManager entityManager, long id) {
    return lock(entityManager, id)
        .filter(row -> row.state() == JobState.CREATING)
        .map(
            row -> {
              row.giveUp();
              return row.quota();
            });
  }

  @Override
  public Optional<Job> findByKey(Tenant tenant, String keyHash) {
    return session.call(
        entityManager ->
            Optional.ofNullable(
                    entityManager.find(
                        JobKeyEntity.class, new JobKeyEntity.Key(tenant.id(), keyHash)))
                .map(key -> entityManager.find(JobEntity.class, key.jobId()))
                .map(JobEntity::toJob));
  }

  @Override
  public Optional<Job> find(long id) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(JobEntity.class, id))
                .filter(row -> row.state() != JobState.CREATING)
                .map(JobEntity::toJob));
  }

  @Override
  public List<Job> list(JobFilter filter, int skip, int limit) {
    return session.call(
        entityManager ->
            filtered(entityManager, "select j", filter, " order by j.id desc", JobEntity.class)
                .setFirstResult(skip)
                .setMaxResults(limit)
                .getResultStream()
                .map(JobEntity::toJob)
                .toList());
  }

  @Override
  public long count(JobFilter filter) {
    return session.call(
        entityManager ->
            filtered(entityManager, "select count(j)", filter, "", Long.class).getSingleResult());
  }

  private static <T> TypedQuery<T> filtered(
      EntityManager entityManager, String select, JobFilter filter, String order, Class<T> type) {
    Optional<Tenant> tenant = filter.tenants().single();
    String where =
        (filter.state() == null ? "j.state <> :state" : "j.state = :state")
            + (tenant.isPresent() ? " and j.tenant = :tenant" : "");
    TypedQuery<T> query =
        entityManager
            .createQuery(select + " from JobEntity j where " + where + order, type)
            .setParameter("state", filter.state() == null ? CREATING : filter.state().wireName());
    tenant.ifPresent(only -> query.setParameter("tenant", only.id()));
    return query;
  }

  @Override
  public boolean stop(long id, Instant now) {
    return session.call(
        entityManager -> {
          Optional<JobEntity> running =
              lock(entityManager, id).filter(row -> row.state() == JobState.RUNNING);
          running.ifPresent(
              row -> {
                row.open(JobState.STOPPING, EpochMicros.floor(now));
                boolean unused = goOn(entityManager, row, now);
              });
          return running.isPresent();
        });
  }

  @Override
  public Optional<Integer> restart(long id, Instant now) {
    return session.call(
        entityManager ->
            lock(entityManager, id)
                .filter(row -> row.state() != JobState.CREATING)
                .filter(row -> row.state() != JobState.RUNNING && !row.inputsRemoved())
                .map(row -> restart(entityManager, row, now)));
  }

  private static int restart(EntityManager entityManager, JobEntity row, Instant now) {
    int again = ItemBulk.countRestartable(entityManager, row.id());
    if (again > 0 || row.state() == JobState.STOPPING) {
      row.open(JobState.RUNNING, EpochMicros.floor(now));
      row.restartFrom(0);
      boolean unused = goOn(entityManager, row, now);
    }
    return again;
  }

  @Override
  public boolean goOn(long id, Instant now) {
    return session.call(entityManager -> isHalfDone(entityManager, id))
        && session.call(
            entityManager ->
                lock(entityManager, id).map(row -> goOn(entityManager, row, now)).orElse(false));
  }

  /** Without a lock: of most jobs nothing is left to do, and nobody shall wait for that. */
  private static boolean isHalfDone(EntityManager entityManager, long id) {
    JobEntity row = entityManager.find(JobEntity.class, id);
    return row != null
        && (row.restartFrom() != null
            || (row.state() == JobState.STOPPING && ItemBulk.hasWaiting(entityManager, id)));
  }

  /** Under the job's lock. */
  private static boolean goOn(EntityManager entityManager, JobEntity row, Instant now) {
    long micros = EpochMicros.floor(now);
    if (row.state() == JobState.STOPPING) {
      return ItemBulk.stopWaiting(entityManager, row.id(), micros) > 0;
    }
    Integer from = row.restartFrom();
    if (row.state() != JobState.RUNNING || from == null) {
      return false;
    }
    int end = ItemBulk.restart(entityManager, row.id(), from, micros);
    row.restartFrom(end < row.itemCount() ? (Integer) end : null);
    return row.restartFrom() != null;
  }

  @Override
  public Optional<Job> end(long id, Instant now) {
    return session.call(
        entityManager ->
            lock(entityManager, id)
                .filter(row -> row.state().isOpen() && row.restartFrom() == null)
                .filter(row -> !JpaJobItemRepository.hasOpen(entityManager, id))
                .map(row -> end(entityManager, row, now)));
  }

  private static Job end(EntityManager entityManager, JobEntity row, Instant now) {
    row.end(
        row.state() == JobState.STOPPING ? JobState.STOPPED : JobState.COMPLETED,
        ItemCounts.of(entityManager, row.id()),
        EpochMicros.floor(now));
    return row.toJob();
  }

  @Override
  public List<Long> listOpen() {
    return session.call(JpaJobRepository::listOpen);
  }

  static List<Long> listOpen(EntityManager entityManager) {
    return entityManager
        .createQuery(
            "select j.id from JobEntity j where j.state in :open order by j.id", Long.class)
        .setParameter("open", OPEN_JOBS)
        .getResultList();
  }

  @Override
  public List<UnfinishedJob> listUnfinished() {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select j from JobEntity j where j.state = :creating order by j.id",
                    JobEntity.class)
                .setParameter("creating", CREATING)
                .getResultStream()
                .map(row -> new UnfinishedJob(row.toJob(), row.changedAt()))
                .toList());
  }

  @Override
  public List<Job> listWithInputs(Instant endedBefore, int limit) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select j from JobEntity j where j.inputsRemoved = false and"
                        + " j.endedAtMicros < :before order by j.id",
                    JobEntity.class)
                .setParameter("before", EpochMicros.floor(endedBefore))
                .setMaxResults(limit)
                .getResultStream()
                .map(JobEntity::toJob)
                .toList());
  }

  @Override
  public boolean markInputsRemoved(long id) {
    return session.call(
        entityManager -> {
          Optional<JobEntity> ended =
              lock(entityManager, id)
                  .filter(row -> row.state() != JobState.CREATING && !row.state().isOpen());
          ended.ifPresent(JobEntity::loseInputs);
          return ended.isPresent();
        });
  }

  static Optional<JobEntity> lock(EntityManager entityManager, long id) {
    return Optional.ofNullable(
        entityManager.find(JobEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
  }
}
