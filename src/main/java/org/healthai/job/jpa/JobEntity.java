package org.healthai.job.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditActor;
import org.healthai.job.Job;
import org.healthai.job.JobCounts;
import org.healthai.job.JobModel;
import org.healthai.job.JobSource;
import org.healthai.job.JobState;
import org.healthai.job.NewJob;
import org.healthai.job.TakenQuota;
import org.healthai.prediction.Requester;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code jobs}. */
@Entity
@Table(name = "jobs")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class JobEntity {
  /** The item count of a job that is being undone. */
  private static final int GIVEN_UP = -1;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_ids")
  @SequenceGenerator(name = "job_ids", sequenceName = "job_ids", allocationSize = 50)
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

  @Column(name = "request_id")
  private @Nullable String requestId;

  @Column(name = "source")
  private String source;

  @Column(name = "state")
  private String state;

  @Column(name = "model_name")
  private String modelName;

  @Column(name = "model_version")
  private String modelVersion;

  @Column(name = "operating_point")
  private @Nullable String operatingPoint;

  @Column(name = "item_count")
  private int itemCount;

  @Column(name = "input_folder")
  private String inputFolder;

  @Column(name = "inputs_removed")
  private boolean inputsRemoved;

  @Column(name = "webhook_url")
  private @Nullable String webhookUrl;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "changed_at_micros")
  private long changedAtMicros;

  @Column(name = "ended_at_micros")
  private @Nullable Long endedAtMicros;

  @Column(name = "films_done")
  private @Nullable Integer filmsDone;

  @Column(name = "films_failed")
  private @Nullable Integer filmsFailed;

  @Column(name = "films_stopped")
  private @Nullable Integer filmsStopped;

  @Column(name = "restart_from")
  private @Nullable Integer restartFrom;

  @Column(name = "quota_bucket")
  private @Nullable String quotaBucket;

  @Column(name = "quota_taken")
  private long quotaTaken;

  @Column(name = "files_put_away")
  private boolean filesPutAway;

  /** For the JPA provider. */
  protected JobEntity() {}

  JobEntity(NewJob job, long nowMicros) {
    this.tenant = job.requester().tenant().id();
    this.apiKeyId = job.requester().apiKeyId();
    this.creatorKind = job.creator().kind();
    this.creatorId = job.creator().id();
    this.creatorName = job.creator().name();
    this.requestId = job.requestId();
    this.source = job.source().wireName();
    this.state = JobState.CREATING.wireName();
    this.modelName = job.model().name();
    this.modelVersion = job.model().version();
    this.operatingPoint = job.model().operatingPoint();
    this.inputFolder = job.inputFolder();
    this.webhookUrl = job.webhookUrl();
    this.createdAtMicros = nowMicros;
    this.changedAtMicros = nowMicros;
  }

  long id() {
    return id;
  }

  String tenant() {
    return tenant;
  }

  JobState state() {
    return JobState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  Instant changedAt() {
    return EpochMicros.toInstant(changedAtMicros);
  }

  boolean inputsRemoved() {
    return inputsRemoved;
  }

  int itemCount() {
    return itemCount;
  }

  @Nullable Integer restartFrom() {
    return restartFrom;
  }

  /** Null for none. */
  void restartFrom(@Nullable Integer item) {
    restartFrom = item;
  }

  void activate(int items, long nowMicros) {
    itemCount = items;
    open(JobState.RUNNING, nowMicros);
  }

  /** Open, or open again. */
  void open(JobState next, long nowMicros) {
    state = next.wireName();
    changedAtMicros = nowMicros;
    endedAtMicros = null;
    filmsDone = null;
    filmsFailed = null;
    filmsStopped = null;
    restartFrom = null;
  }

  void end(JobState last, JobCounts counts, long nowMicros) {
    state = last.wireName();
    changedAtMicros = nowMicros;
    endedAtMicros = nowMicros;
    count(counts);
  }

  /** What has become of the films of a job that has ended. */
  void count(JobCounts counts) {
    filmsDone = counts.done();
    filmsFailed = counts.failed();
    filmsStopped = counts.stopped();
  }

  void touch(long nowMicros, TakenQuota quota) {
    changedAtMicros = nowMicros;
    quotaBucket = quota.bucket();
    quotaTaken = quota.predictions();
  }

  TakenQuota quota() {
    return new TakenQuota(quotaBucket, quotaTaken);
  }

  /** A job whose making is being undone can never be activated. */
  void giveUp() {
    itemCount = GIVEN_UP;
  }

  boolean isGivenUp() {
    return itemCount == GIVEN_UP;
  }

  void loseInputs() {
    inputsRemoved = true;
  }

  Job toJob() {
    return new Job(
        id,
        new NewJob(
            new Requester(new Tenant(tenant), apiKeyId),
            new AuditActor(creatorKind, creatorId, creatorName, tenant),
            requestId,
            JobSource.valueOf(source.toUpperCase(Locale.ROOT)),
            new JobModel(modelName, modelVersion, operatingPoint),
            inputFolder,
            webhookUrl),
        state(),
        itemCount,
        EpochMicros.toInstant(createdAtMicros),
        toInstant(endedAtMicros),
        inputsRemoved,
        counts());
  }

  boolean isCounted() {
    return counts() != null;
  }

  private @Nullable JobCounts counts() {
    return filmsDone == null || filmsFailed == null || filmsStopped == null
        ? null
        : new JobCounts(0, 0, filmsDone, filmsFailed, filmsStopped);
  }

  private static @Nullable Instant toInstant(@Nullable Long micros) {
    return micros == null ? null : EpochMicros.toInstant(micros);
  }
}
