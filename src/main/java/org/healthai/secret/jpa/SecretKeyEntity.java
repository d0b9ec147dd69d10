package org.healthai.secret.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code secret_keys}: that a key is in use, not the key. */
@Entity
@Table(name = "secret_keys")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class SecretKeyEntity {
  @Id
  @Column(name = "key_id")
  private String keyId;

  @Column(name = "check_value")
  private String checkValue;

  @Column(name = "since_micros")
  private long sinceMicros;

  /** For the JPA provider. */
  protected SecretKeyEntity() {}

  SecretKeyEntity(String keyId, String checkValue, long sinceMicros) {
    this.keyId = keyId;
    this.checkValue = checkValue;
    this.sinceMicros = sinceMicros;
  }

  String keyId() {
    return keyId;
  }

  String checkValue() {
    return checkValue;
  }
}
