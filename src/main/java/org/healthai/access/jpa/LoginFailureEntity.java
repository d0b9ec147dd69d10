package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code login_failures}. */
@Entity
@Table(name = "login_failures")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class LoginFailureEntity {
  @Id
  @Column(name = "name_sha256")
  private String nameSha256;

  @Column(name = "failures")
  private int failures;

  @Column(name = "last_at_micros")
  private long lastAtMicros;

  /** For the JPA provider. */
  protected LoginFailureEntity() {}

  /** A row without a failure. */
  LoginFailureEntity(String nameSha256) {
    this.nameSha256 = nameSha256;
  }

  int failures() {
    return failures;
  }

  boolean isOlderThan(long micros) {
    return lastAtMicros < micros;
  }

  void count(long atMicros) {
    failures++;
    lastAtMicros = atMicros;
  }
}
