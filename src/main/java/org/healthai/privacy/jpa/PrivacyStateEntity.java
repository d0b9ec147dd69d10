package org.healthai.privacy.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code privacy_state}: the lock, and what the nightly task last did. */
@Entity
@Table(name = "privacy_state")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class PrivacyStateEntity {
  /** The id of the one row, made by the migration. */
  static final int ID = 1;

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "finished_at_micros")
  private long finishedAtMicros;

  @Column(name = "running_until_micros")
  private long runningUntilMicros;

  @Column(name = "runner")
  private String runner;

  /** For the JPA provider. */
  protected PrivacyStateEntity() {}

  long finishedAtMicros() {
    return finishedAtMicros;
  }

  long runningUntilMicros() {
    return runningUntilMicros;
  }

  boolean isRunBy(String server) {
    return runner.equals(server);
  }

  void run(String by, long untilMicros) {
    runner = by;
    runningUntilMicros = untilMicros;
  }

  void finish(long nowMicros) {
    finishedAtMicros = nowMicros;
    runningUntilMicros = 0;
    runner = "";
  }
}
