package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.healthai.access.factor.SecondFactor;

/** A row of {@code second_factors}. */
@Entity
@Table(name = "second_factors")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class SecondFactorEntity {
  @Id
  @Column(name = "user_id")
  private long userId;

  @Column(name = "sealed_secret")
  private String sealedSecret;

  @Column(name = "confirmed")
  private boolean confirmed;

  @Column(name = "last_step")
  private long lastStep;

  /** For the JPA provider. */
  protected SecondFactorEntity() {}

  /** A row without a secret. */
  SecondFactorEntity(long userId) {
    this.userId = userId;
  }

  void begin(String sealed) {
    this.sealedSecret = sealed;
    this.confirmed = false;
    this.lastStep = 0;
  }

  void confirm(long step) {
    this.confirmed = true;
    this.lastStep = step;
  }

  long userId() {
    return userId;
  }

  SecondFactor toFactor() {
    return new SecondFactor(sealedSecret, confirmed, lastStep);
  }
}
