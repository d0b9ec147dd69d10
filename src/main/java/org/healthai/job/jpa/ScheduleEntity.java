package org.healthai.job.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditActor;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.healthai.prediction.Requester;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code job_schedules}. */
@Entity
@Table(name = "job_schedules")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class ScheduleEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_schedule_ids")
  @SequenceGenerator(
      name = "job_schedule_ids",
      sequenceName = "job_schedule_ids",
      allocationSize = 50)
  private long id;

  @Column(name = "tenant")
  private String tenant;

  @Column(name = "api_key_id")
  private @Nullable Long apiKeyId;

  @Column(name = "creator_kind")
  private String creatorKind;

  @Column(name = "creator_id")
  private @Nullable String creatorId;

  @Column(name = "creator_name")
  private @Nullable String creatorName;

  @Column(name = "name")
  private String name;

  @Column(name = "cron")
  private String cron;

  @Column(name = "time_zone")
  private String timeZone;

  @Column(name = "folder")
  private String folder;

  @Column(name = "only_new")
  private boolean onlyNew;

  @Column(name = "model_name")
  private @Nullable String modelName;

  @Column(name = "model_version")
  private @Nullable String modelVersion;

  @Column(name = "operating_point")
  private @Nullable String operatingPoint;

  @Column(name = "webhook_url")
  private @Nullable String webhookUrl;

  @Column(name = "active")
  private boolean active;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "next_at_micros")
  private long nextAtMicros;

  @Column(name = "busy_until_micros")
  private long busyUntilMicros;

  @Column(name = "busy_by")
  private @Nullable String busyBy;

  @Column(name = "last_at_micros")
  private @Nullable Long lastAtMicros;

  @Column(name = "last_job_id")
  private @Nullable Long lastJobId;

  @Column(name = "last_problem")
  private @Nullable String lastProblem;

  /** For the JPA provider. */
  protected ScheduleEntity() {}

  ScheduleEntity(Schedule.Owner owner, long createdAtMicros) {
    this.tenant = owner.requester().tenant().id();
    this.apiKeyId = owner.requester().apiKeyId();
    this.creatorKind = owner.creator().kind();
    this.creatorId = owner.creator().id();
    this.creatorName = owner.creator().name();
    this.createdAtMicros = createdAtMicros;
  }

  void set(ScheduleDetails details, boolean isActive, long nextMicros) {
    name = details.name();
    cron = details.cron();
    timeZone = details.timeZone();
    folder = details.folder();
    onlyNew = details.onlyNew();
    modelName = details.modelName();
    modelVersion = details.modelVersion();
    operatingPoint = details.operatingPoint();
    webhookUrl = details.webhookUrl();
    active = isActive;
    nextAtMicros = nextMicros;
  }

  void next(long nextMicros) {
    nextAtMicros = nextMicros;
  }

  /** How the turn went that is over now. */
  void note(Schedule.Last last) {
    lastAtMicros = last.at() == null ? null : (Long) EpochMicros.floor(last.at());
    lastJobId = last.jobId();
    lastProblem = last.problem();
  }

  /** Nobody claims it before then; nobody holds it where {@code holder} is null. */
  void beBusy(long untilMicros, @Nullable String holder) {
    busyUntilMicros = untilMicros;
    busyBy = holder;
  }

  void beFree() {
    beBusy(0, null);
  }

  boolean isHeldBy(String holder) {
    return holder.equals(busyBy);
  }

  void setProblem(String problem) {
    lastProblem = problem;
  }

  boolean isDue(long dueMicros) {
    return active && nextAtMicros == dueMicros;
  }

  boolean isBusy(long nowMicros) {
    return busyUntilMicros > nowMicros;
  }

  Schedule toSchedule() {
    return new Schedule(
        id,
        new Schedule.Owner(
            new Requester(new Tenant(tenant), apiKeyId),
            new AuditActor(creatorKind, creatorId, creatorName, tenant)),
        new ScheduleDetails(
            name,
            cron,
            timeZone,
            folder,
            onlyNew,
            modelName,
            modelVersion,
            operatingPoint,
            webhookUrl),
        active,
        EpochMicros.toInstant(createdAtMicros),
        EpochMicros.toInstant(nextAtMicros),
        new Schedule.Last(
            lastAtMicros == null ? null : EpochMicros.toInstant(lastAtMicros),
            lastJobId,
            lastProblem));
  }
}
