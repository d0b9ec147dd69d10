package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.healthai.access.session.FoundToken;
import org.jspecify.annotations.Nullable;

/** A row of {@code refresh_tokens}. */
@Entity
@Table(name = "refresh_tokens")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class RefreshTokenEntity {
  @Id
  @Column(name = "token_sha256")
  private String sha256;

  @ManyToOne
  @JoinColumn(name = "session_id")
  private SessionEntity session;

  @Column(name = "used_at_micros")
  private @Nullable Long usedAtMicros;

  /** For the JPA provider. */
  protected RefreshTokenEntity() {}

  /** A new row. */
  RefreshTokenEntity(String sha256, SessionEntity session) {
    this.sha256 = sha256;
    this.session = session;
  }

  SessionEntity session() {
    return session;
  }

  void use(long atMicros) {
    this.usedAtMicros = atMicros;
  }

  FoundToken toToken() {
    return new FoundToken(session.toSession(), session.endedAt(), Times.toInstant(usedAtMicros));
  }
}
