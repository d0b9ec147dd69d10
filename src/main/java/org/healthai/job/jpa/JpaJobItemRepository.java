package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.healthai.job.Claim;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.JobCounts;
import org.healthai.job.JobItem;
import org.healthai.job.JobItemRepository;
import org.healthai.job.NewItem;
import org.healthai.job.Unsent;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;
import org.jspecify.annotations.Nullable;

/**
 * The films of jobs in a relational database. Safe for many threads: whoever changes one film locks
 * its row, and nobody who holds such a lock waits for the job's: whoever needs the job reads it
 * first, since on Derby readers wait for writers.
 */
@ApplicationScoped
public class JpaJobItemRepository implements JobItemRepository {
  private static final String WAITING = ItemState.WAITING.wireName();
  private static final List<String> OPEN = List.of(WAITING, ItemState.RUNNING.wireName());

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaJobItemRepository() {
    this(null);
  }

  /** A repository in this store. */
  @Inject
  public JpaJobItemRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public void add(long jobId, List<NewItem> items, Instant now) {
    long micros = EpochMicros.floor(now);
    session.call(
        entityManager -> {
          items.forEach(item -> entityManager.persist(new JobItemEntity(jobId, item, micros)));
          return items.size();
        });
  }

  @Override
  public Optional<JobItem> find(ItemRef ref) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(JobItemEntity.class, toId(ref)))
                .map(JobItemEntity::toItem));
  }

  @Override
  public Map<Long, JobCounts> countAll(Collection<Long> jobIds) {
    return jobIds.isEmpty()
        ? Map.of()
        : session.call(entityManager -> ItemCounts.of(entityManager, jobIds));
  }

  @Override
  public JobCounts countOpen() {
    return session.call(ItemCounts::ofOpenJobs);
  }

  @Override
  public List<JobItem> list(long jobId, @Nullable ItemState state, int skip, int limit) {
    return session.call(
        entityManager -> {
          TypedQuery<JobItemEntity> query =
              entityManager.createQuery(
                  "select i from JobItemEntity i where i.jobId = :job"
                      + (state == null ? "" : " and i.state = :state")
                      + " order by i.item",
                  JobItemEntity.class);
          if (state != null) {
            query.setParameter("state", state.wireName());
          }
          return toItems(query.setParameter("job", jobId).setFirstResult(skip), limit);
        });
  }

  @Override
  public List<JobItem> listFrom(long jobId, int first, int limit) {
    return session.call(
        entityManager ->
            toItems(
                entityManager
                    .createQuery(
                        "select i from JobItemEntity i where i.jobId = :job and i.item >= :first"
                            + " order by i.item",
                        JobItemEntity.class)
                    .setParameter("job", jobId)
                    .setParameter("first", first),
                limit));
  }

  private static List<JobItem> toItems(TypedQuery<JobItemEntity> query, int limit) {
    return query.setMaxResults(limit).getResultStream().map(JobItemEntity::toItem).toList();
  }

  @Override
  public Unsent listUnsent(long jobId, Instant now, int limit) {
    return session.call(
        entityManager -> {
          JobEntity job = entityManager.find(JobEntity.class, jobId);
          return job != null && job.state().isOpen()
              ? new Unsent(
                  ItemsToSend.list(entityManager, jobId, EpochMicros.floor(now), limit),
                  job.changedAt(),
                  now)
              : new Unsent(List.of(), Instant.EPOCH, now);
        });
  }

  @Override
  public boolean postpone(ItemRef ref, Instant until, boolean counted, Instant now) {
    return change(
        ref,
        item -> item.state().isOpen(),
        item -> item.postpone(EpochMicros.floor(until), counted, EpochMicros.floor(now)));
  }

  @Override
  public boolean hasPostponed(long jobId, Instant before) {
    return session.call(
        entityManager -> ItemsToSend.hasPostponed(entityManager, jobId, EpochMicros.floor(before)));
  }

  @Override
  public void markSent(Unsent films, Instant now) {
    if (films.refs().isEmpty()) {
      return;
    }
    long jobId = films.refs().get(0).jobId();
    session.call(
        entityManager ->
            JpaJobRepository.lock(entityManager, jobId)
                .filter(job -> job.changedAt().equals(films.jobChangedAt()))
                .map(job -> markSent(entityManager, films, EpochMicros.floor(now))));
  }

  /** Those that were postponed since they were listed have no message any more. */
  private static int markSent(EntityManager entityManager, Unsent films, long micros) {
    List<ItemRef> refs = films.refs();
    return entityManager
        .createQuery(
            "update JobItemEntity i set i.sentAtMicros = :now where i.jobId = :job and i.item in"
                + " :items and i.state in :open and i.sentAtMicros >= :due")
        .setParameter("now", micros)
        .setParameter("due", JobItemEntity.postponedUntil(EpochMicros.floor(films.listedAt())))
        .setParameter("job", refs.get(0).jobId())
        .setParameter("items", refs.stream().map(ItemRef::item).toList())
        .setParameter("open", OPEN)
        .executeUpdate();
  }

  @Override
  public int markUnsent(long jobId, Instant sentBefore) {
    return session.call(
        entityManager ->
            entityManager
                .createQuery(
                    "update JobItemEntity i set i.sentAtMicros = 0, i.state = :waiting where"
                        + " i.jobId = :job and i.state in :open and i.sentAtMicros < :before"
                        + " and i.changedAtMicros < :before"
                        + " and (i.sentAtMicros <> 0 or i.state <> :waiting)")
                .setParameter("waiting", WAITING)
                .setParameter("job", jobId)
                .setParameter("open", OPEN)
                .setParameter("before", EpochMicros.floor(sentBefore))
                .executeUpdate());
  }

  @Override
  public Map<Long, Integer> countEnded(Collection<Long> jobIds, Instant since) {
    return jobIds.isEmpty()
        ? Map.of()
        : session.call(entityManager -> ItemCounts.endedSince(entityManager, jobIds, since));
  }

  @Override
  public int countOpen(long jobId, int first, int end) {
    return session
        .call(
            entityManager ->
                entityManager
                    .createQuery(
                        "select count(i.item) from JobItemEntity i where i.jobId = :job and i.item"
                            + " >= :first and i.item < :end and i.state in :open",
                        Long.class)
                    .setParameter("job", jobId)
                    .setParameter("first", first)
                    .setParameter("end", end)
                    .setParameter("open", OPEN)
                    .getSingleResult())
        .intValue();
  }

  @Override
  public boolean hasOpen(long jobId) {
    return session.call(entityManager -> hasOpen(entityManager, jobId));
  }

  static boolean hasOpen(EntityManager entityManager, long jobId) {
    return !entityManager
        .createQuery(
            "select i.item from JobItemEntity i where i.jobId = :job and i.state in :open",
            Integer.class)
        .setParameter("job", jobId)
        .setParameter("open", OPEN)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  @Override
  public Optional<Instant> lastSign(long jobId) {
    return session.call(
        entityManager ->
            Stream.of("changedAtMicros", "sentAtMicros")
                .map(column -> latest(entityManager, column, jobId))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(EpochMicros::toInstant));
  }

  private static Optional<Long> latest(EntityManager entityManager, String column, long jobId) {
    return Optional.ofNullable(
        entityManager
            .createQuery(
                "select max(i." + column + ") from JobItemEntity i where i.jobId = :job",
                Long.class)
            .setParameter("job", jobId)
            .getSingleResult());
  }

  @Override
  public Optional<Instant> lastChange() {
    return session.call(
        entityManager -> {
          List<Long> open = JpaJobRepository.listOpen(entityManager);
          return open.isEmpty()
              ? Optional.empty()
              : lastChange(entityManager, open).map(EpochMicros::toInstant);
        });
  }

  private static Optional<Long> lastChange(EntityManager entityManager, List<Long> jobs) {
    return Optional.ofNullable(
        entityManager
            .createQuery(
                "select max(i.changedAtMicros) from JobItemEntity i where i.jobId in :jobs",
                Long.class)
            .setParameter("jobs", jobs)
            .getSingleResult());
  }

  /** A job that was stopped when it was read may be restarted until the film's lock is there. */
  @Override
  public Claim claim(ItemRef ref, ClaimRules rules, Instant now) {
    Claim claim = claim(ref, rules, now, LockModeType.NONE);
    return claim.decision() == Claim.Decision.STOP
        ? claim(ref, rules, now, LockModeType.PESSIMISTIC_WRITE)
        : claim;
  }

  private Claim claim(ItemRef ref, ClaimRules rules, Instant now, LockModeType jobLock) {
    return session.call(
        entityManager -> {
          JobEntity job = entityManager.find(JobEntity.class, ref.jobId(), jobLock);
          JobItemEntity item = lock(entityManager, ref);
          if (item == null || job == null) {
            return new Claim(Claim.Decision.GONE, null, null);
          }
          Claim.Decision decision = rules.decide(job.state(), item.state(), item.attempts());
          if (decision != Claim.Decision.STOP || jobLock != LockModeType.NONE) {
            apply(decision, item, rules, EpochMicros.floor(now));
          }
          return new Claim(decision, job.toJob(), item.toItem());
        });
  }

  private static void apply(
      Claim.Decision decision, JobItemEntity item, ClaimRules rules, long micros) {
    switch (decision) {
      case WORK -> item.begin(micros);
      case STOP -> item.stop(micros);
      case GIVE_UP -> item.fail(rules.givenUp(), micros);
      case GONE, SET_APART -> {
        // as it was
      }
    }
  }

  @Override
  public boolean finish(ItemRef ref, long predictionId, Instant now) {
    return session.call(
        entityManager ->
            entityManager
                    .createQuery(
                        "update JobItemEntity i set i.state = :done, i.predictionId = :prediction,"
                            + " i.changedAtMicros = :now, i.errorCode = null, i.errorDetail = null"
                            + " where i.jobId = :job and i.item = :item and i.state in :open")
                    .setParameter("done", ItemState.DONE.wireName())
                    .setParameter("prediction", predictionId)
                    .setParameter("now", EpochMicros.floor(now))
                    .setParameter("job", ref.jobId())
                    .setParameter("item", ref.item())
                    .setParameter("open", OPEN)
                    .executeUpdate()
                == 1);
  }

  @Override
  public boolean fail(ItemRef ref, ItemFailure failure, Instant now) {
    long micros = EpochMicros.floor(now);
    return change(ref, item -> item.state().isOpen(), item -> item.fail(failure, micros));
  }

  @Override
  public boolean release(ItemRef ref, Instant now) {
    long micros = EpochMicros.floor(now);
    return change(ref, item -> item.state() == ItemState.RUNNING, item -> item.release(micros));
  }

  private boolean change(ItemRef ref, Predicate<JobItemEntity> when, Consumer<JobItemEntity> how) {
    return session.call(
        entityManager -> {
          Optional<JobItemEntity> found =
              Optional.ofNullable(lock(entityManager, ref)).filter(when);
          found.ifPresent(how);
          return found.isPresent();
        });
  }

  private static @Nullable JobItemEntity lock(EntityManager entityManager, ItemRef ref) {
    return entityManager.find(JobItemEntity.class, toId(ref), LockModeType.PESSIMISTIC_WRITE);
  }

  private static JobItemId toId(ItemRef ref) {
    return new JobItemId(ref.jobId(), ref.item());
  }
}
