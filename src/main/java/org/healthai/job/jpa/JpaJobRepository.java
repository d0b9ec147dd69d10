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
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobRepository;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
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
  private static final List<String> OPEN_JOBS =
      List.of(JobState.RUNNING.wireName(), JobState.STOPPING.wireName());
  private static final List<String> RESTARTED_ITEMS =
      List.of(ItemState.FAILED.wireName(), ItemState.STOPPED.wireName());

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
  public void touch(long id, Instant now) {
    session.call(
        entityManager -> {
          lock(entityManager, id).ifPresent(row -> row.touch(EpochMicros.floor(now)));
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
                    .filter(found -> found.state() == JobState.CREATING)
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
  public void discard(long id) {
    session.call(
        entityManager ->
            entityManager
                .createQuery("delete from JobEntity j where j.id = :id and j.state = :creating")
                .setParameter("id", id)
                .setParameter("creating", CREATING)
                .executeUpdate());
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
                long micros = EpochMicros.floor(now);
                row.become(JobState.STOPPING, micros);
                int unused = stopWaiting(entityManager, id, micros);
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
                .map(row -> restart(entityManager, row, EpochMicros.floor(now))));
  }

  @Override
  public int stopWaiting(long id, Instant now) {
    return session.call(
        entityManager ->
            lock(entityManager, id)
                .filter(row -> row.state() == JobState.STOPPING)
                .map(row -> stopWaiting(entityManager, id, EpochMicros.floor(now)))
                .orElse(0));
  }

  private static int stopWaiting(EntityManager entityManager, long id, long micros) {
    return changeItems(
        entityManager,
        "i.state = :next",
        List.of(ItemState.WAITING.wireName()),
        id,
        ItemState.STOPPED,
        micros);
  }

  private static int restart(EntityManager entityManager, JobEntity row, long micros) {
    int again =
        changeItems(
            entityManager,
            "i.state = :next, i.attempts = 0, i.sentAtMicros = 0, i.errorCode = null,"
                + " i.errorDetail = null",
            RESTARTED_ITEMS,
            row.id(),
            ItemState.WAITING,
            micros);
    if (again > 0 || row.state() == JobState.STOPPING) {
      row.become(JobState.RUNNING, micros);
    }
    return again;
  }

  private static int changeItems(
      EntityManager entityManager,
      String changes,
      List<String> from,
      long jobId,
      ItemState next,
      long micros) {
    return entityManager
        .createQuery(
            "update JobItemEntity i set "
                + changes
                + ", i.changedAtMicros = :now where i.jobId = :job and i.state in :from")
        .setParameter("next", next.wireName())
        .setParameter("now", micros)
        .setParameter("job", jobId)
        .setParameter("from", from)
        .executeUpdate();
  }

  @Override
  public Optional<Job> end(long id, Instant now) {
    return session.call(
        entityManager ->
            lock(entityManager, id)
                .filter(row -> row.state().isOpen())
                .filter(row -> !JpaJobItemRepository.hasOpen(entityManager, id))
                .map(
                    row -> {
                      boolean stopping = row.state() == JobState.STOPPING;
                      row.become(
                          stopping ? JobState.STOPPED : JobState.COMPLETED, EpochMicros.floor(now));
                      return row.toJob();
                    }));
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
  public List<Job> listAbandoned(Instant before) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "select j from JobEntity j where j.state = :creating and j.changedAtMicros <"
                        + " :before order by j.id",
                    JobEntity.class)
                .setParameter("creating", CREATING)
                .setParameter("before", EpochMicros.floor(before))
                .getResultStream()
                .map(JobEntity::toJob)
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
