package org.healthai.job.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.healthai.job.schedule.ScheduleRepository;
import org.healthai.store.EpochMicros;
import org.healthai.store.StoreSession;

/**
 * Schedules in a relational database. Safe for many threads: whoever changes one locks its row
 * first.
 */
@ApplicationScoped
public class JpaScheduleRepository implements ScheduleRepository {
  private static final String DUE =
      "select s from ScheduleEntity s where s.active = true and s.nextAtMicros <= :now"
          + " and s.busyUntilMicros <= :now order by s.nextAtMicros, s.id";

  private final StoreSession session;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JpaScheduleRepository() {
    this(null);
  }

  /** A repository. */
  @Inject
  public JpaScheduleRepository(StoreSession session) {
    this.session = session;
  }

  @Override
  public Schedule add(Schedule.Owner owner, ScheduleDetails details, Instant now, Instant nextAt) {
    return session.call(
        entityManager -> {
          ScheduleEntity row = new ScheduleEntity(owner, EpochMicros.floor(now));
          row.set(details, true, EpochMicros.floor(nextAt));
          entityManager.persist(row);
          return row.toSchedule();
        });
  }

  @Override
  public Optional<Schedule> find(long id) {
    return session.call(
        entityManager ->
            Optional.ofNullable(entityManager.find(ScheduleEntity.class, id))
                .map(ScheduleEntity::toSchedule));
  }

  @Override
  public List<Schedule> list(Tenants tenants) {
    Optional<Tenant> only = tenants.single();
    String where = only.isPresent() ? " where s.tenant = :tenant" : "";
    return session.call(
        entityManager -> {
          TypedQuery<ScheduleEntity> query =
              entityManager.createQuery(
                  "select s from ScheduleEntity s" + where + " order by s.id",
                  ScheduleEntity.class);
          only.ifPresent(tenant -> query.setParameter("tenant", tenant.id()));
          return toSchedules(query);
        });
  }

  @Override
  public void update(long id, ScheduleDetails details, boolean active, Instant nextAt) {
    change(id, row -> row.set(details, active, EpochMicros.floor(nextAt)));
  }

  @Override
  public void remove(long id) {
    session.call(
        entityManager -> {
          lock(entityManager, id).ifPresent(entityManager::remove);
          return id;
        });
  }

  @Override
  public List<Schedule> listDue(Instant now) {
    return session.call(
        entityManager ->
            toSchedules(
                entityManager
                    .createQuery(DUE, ScheduleEntity.class)
                    .setParameter("now", EpochMicros.floor(now))));
  }

  @Override
  public boolean claim(Claim claim, Instant now, Instant until) {
    return session.call(
        entityManager -> {
          Optional<ScheduleEntity> free =
              lock(entityManager, claim.scheduleId())
                  .filter(row -> row.isDue(EpochMicros.floor(claim.due())))
                  .filter(row -> !row.isBusy(EpochMicros.floor(now)));
          free.ifPresent(row -> row.beBusy(EpochMicros.floor(until), claim.holder()));
          return free.isPresent();
        });
  }

  @Override
  public boolean keep(Claim claim, Instant until) {
    return change(claim, row -> row.beBusy(EpochMicros.floor(until), claim.holder()));
  }

  @Override
  public boolean finish(Claim claim, Instant nextAt, Schedule.Last last) {
    String problem = last.problem();
    Schedule.Last stored =
        new Schedule.Last(last.at(), last.jobId(), problem == null ? null : shortened(problem));
    return change(
        claim,
        row -> {
          row.beFree();
          row.note(stored);
          if (row.isDue(EpochMicros.floor(claim.due()))) {
            row.next(EpochMicros.floor(nextAt));
          }
        });
  }

  @Override
  public boolean postpone(Claim claim, Instant at, String problem) {
    return change(
        claim,
        row -> {
          row.beFree();
          if (row.isDue(EpochMicros.floor(claim.due()))) {
            row.beBusy(EpochMicros.floor(at), null);
            row.setProblem(shortened(problem));
          }
        });
  }

  private boolean change(Claim claim, Consumer<ScheduleEntity> change) {
    return session.call(
        entityManager -> {
          Optional<ScheduleEntity> held =
              lock(entityManager, claim.scheduleId()).filter(row -> row.isHeldBy(claim.holder()));
          held.ifPresent(change);
          return held.isPresent();
        });
  }

  private void change(long id, Consumer<ScheduleEntity> change) {
    session.call(
        entityManager -> {
          lock(entityManager, id).ifPresent(change);
          return id;
        });
  }

  private static List<Schedule> toSchedules(TypedQuery<ScheduleEntity> query) {
    return query.getResultList().stream().map(ScheduleEntity::toSchedule).toList();
  }

  private static Optional<ScheduleEntity> lock(EntityManager entityManager, long id) {
    return Optional.ofNullable(
        entityManager.find(ScheduleEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  private static String shortened(String problem) {
    return problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM);
  }
}
