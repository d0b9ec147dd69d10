package org.healthai.job.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Locale;
import org.healthai.error.ErrorCode;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemState;
import org.healthai.job.JobItem;
import org.healthai.job.NewItem;
import org.healthai.secret.Sealer;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code job_items}. */
@Entity
@Table(name = "job_items")
@IdClass(JobItemId.class)
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class JobItemEntity {
  @Id
  @Column(name = "job_id")
  private long jobId;

  @Id
  @Column(name = "item")
  private int item;

  @Column(name = "state")
  private String state;

  @Column(name = "attempts")
  private int attempts;

  /** 0 where no message was sent; below, none may be sent before the time that it is minus of. */
  @Column(name = "sent_at_micros")
  private long sentAtMicros;

  @Column(name = "changed_at_micros")
  private long changedAtMicros;

  @Column(name = "details_sealed")
  private String detailsSealed;

  @Column(name = "seal_key")
  private String sealKey;

  @Column(name = "patient_hash")
  private @Nullable String patientHash;

  @Column(name = "film_key")
  private @Nullable String filmKey;

  @Column(name = "error_code")
  private @Nullable String errorCode;

  @Column(name = "error_detail")
  private @Nullable String errorDetail;

  @Column(name = "prediction_id")
  private @Nullable Long predictionId;

  @Column(name = "unanswerable")
  private boolean unanswerable;

  /** For the JPA provider. */
  protected JobItemEntity() {}

  JobItemEntity(long jobId, NewItem added, long nowMicros) {
    this.jobId = jobId;
    this.item = added.item();
    this.state = ItemState.WAITING.wireName();
    this.changedAtMicros = nowMicros;
    this.detailsSealed = added.sealedDetails();
    this.sealKey = Sealer.keyId(added.sealedDetails());
    this.patientHash = added.patientHash();
    this.filmKey = added.filmKey();
    if (added.refusal() != null) {
      unanswerable = true;
      fail(added.refusal(), nowMicros);
    }
  }

  ItemState state() {
    return ItemState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  int attempts() {
    return attempts;
  }

  int item() {
    return item;
  }

  void begin(long nowMicros) {
    attempts++;
    become(ItemState.RUNNING, nowMicros);
  }

  void release(long nowMicros) {
    attempts = Math.max(0, attempts - 1);
    become(ItemState.WAITING, nowMicros);
  }

  static long postponedUntil(long micros) {
    return -micros;
  }

  void postpone(long untilMicros, boolean counted, long nowMicros) {
    if (!counted && state() == ItemState.RUNNING) {
      attempts = Math.max(0, attempts - 1);
    }
    sentAtMicros = postponedUntil(untilMicros);
    become(ItemState.WAITING, nowMicros);
  }

  void stop(long nowMicros) {
    become(ItemState.STOPPED, nowMicros);
  }

  final void fail(ItemFailure failure, long nowMicros) {
    errorCode = failure.code().name();
    errorDetail = failure.detail();
    become(ItemState.FAILED, nowMicros);
  }

  private void become(ItemState next, long nowMicros) {
    state = next.wireName();
    changedAtMicros = nowMicros;
  }

  JobItem toItem() {
    return new JobItem(
        new ItemRef(jobId, item),
        state(),
        attempts,
        detailsSealed,
        filmKey,
        errorCode == null || errorDetail == null
            ? null
            : new ItemFailure(ErrorCode.valueOf(errorCode), errorDetail),
        predictionId,
        EpochMicros.toInstant(changedAtMicros));
  }
}
