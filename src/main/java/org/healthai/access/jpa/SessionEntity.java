package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.healthai.access.session.OpenSession;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code sessions}. */
@Entity
@Table(name = "sessions")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class SessionEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "session_ids")
  @SequenceGenerator(name = "session_ids", sequenceName = "session_ids", allocationSize = 50)
  private long id;

  @ManyToOne
  @JoinColumn(name = "user_id")
  private UserEntity user;

  @Column(name = "started_at_micros")
  private long startedAtMicros;

  @Column(name = "expires_at_micros")
  private long expiresAtMicros;

  @Column(name = "ended_at_micros")
  private @Nullable Long endedAtMicros;

  /** For the JPA provider. */
  protected SessionEntity() {}

  /** A new row. */
  SessionEntity(UserEntity user, long startedAtMicros, Instant expiresAt) {
    this.user = user;
    this.startedAtMicros = startedAtMicros;
    this.expiresAtMicros = EpochMicros.floor(expiresAt);
  }

  long id() {
    return id;
  }

  @Nullable Instant endedAt() {
    return Times.toInstant(endedAtMicros);
  }

  OpenSession toSession() {
    return new OpenSession(id, user.toUser(), EpochMicros.toInstant(expiresAtMicros));
  }
}
