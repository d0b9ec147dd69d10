package org.healthai.job.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.healthai.job.notification.Notification;
import org.jspecify.annotations.Nullable;

/** A row of {@code job_notifications}. */
@Entity
@Table(name = "job_notifications")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the JPA provider reads and fills fields
class NotificationEntity {
  /** To be sent, when it is due. */
  static final String WAITING = "waiting";

  /** Taken by its receiver. */
  static final String SENT = "sent";

  /** Given up. */
  static final String DEAD = "dead";

  @EmbeddedId private Key key;

  @Column(name = "state")
  private String state;

  @Column(name = "url")
  private String url;

  @Column(name = "body")
  private String body;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "due_at_micros")
  private long dueAtMicros;

  @Column(name = "last_problem")
  private @Nullable String lastProblem;

  /** For the JPA provider. */
  protected NotificationEntity() {}

  NotificationEntity(Notification.Id id, String url, String body, long dueAtMicros) {
    this.key = new Key(id);
    this.state = WAITING;
    this.url = url;
    this.body = body;
    this.dueAtMicros = dueAtMicros;
  }

  /** As claimed just now: read before the attempt was counted. */
  Notification toClaimed() {
    return new Notification(key.toId(), url, body, attempts + 1);
  }

  Key key() {
    return key;
  }

  long dueAtMicros() {
    return dueAtMicros;
  }

  /** Which end of which job. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "job_id")
    private long jobId;

    @Column(name = "ending")
    private int ending;

    /** For the JPA provider. */
    protected Key() {}

    Key(Notification.Id id) {
      this.jobId = id.jobId();
      this.ending = id.ending();
    }

    Notification.Id toId() {
      return new Notification.Id(jobId, ending);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.jobId == jobId && key.ending == ending;
    }

    @Override
    public int hashCode() {
      return Objects.hash(jobId, ending);
    }
  }
}
