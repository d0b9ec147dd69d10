package org.healthai.access.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.healthai.access.ApiKey;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.NewApiKey;
import org.healthai.access.Role;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_keys}. */
@Entity
@Table(name = "api_keys")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class ApiKeyEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_key_ids")
  @SequenceGenerator(name = "api_key_ids", sequenceName = "api_key_ids", allocationSize = 50)
  private long id;

  @Column(name = "key_prefix")
  private String prefix;

  @Column(name = "key_sha256")
  private String sha256;

  @Column(name = "name")
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "role")
  private Role role;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "last_used_at_micros")
  private @Nullable Long lastUsedAtMicros;

  @Column(name = "expires_at_micros")
  private @Nullable Long expiresAtMicros;

  @Column(name = "active")
  private boolean active;

  /** For the JPA provider. */
  protected ApiKeyEntity() {}

  ApiKeyEntity(NewApiKey key, long createdAtMicros) {
    this.prefix = key.fingerprint().prefix();
    this.sha256 = key.fingerprint().sha256();
    this.name = key.name();
    this.role = key.role();
    Instant expiresAt = key.expiresAt();
    this.expiresAtMicros = expiresAt == null ? null : Long.valueOf(EpochMicros.ceiling(expiresAt));
    this.createdAtMicros = createdAtMicros;
    this.active = true;
  }

  ApiKey toApiKey() {
    return new ApiKey(
        id,
        new NewApiKey(new KeyFingerprint(prefix, sha256), name, role, toInstant(expiresAtMicros)),
        EpochMicros.toInstant(createdAtMicros),
        toInstant(lastUsedAtMicros),
        active);
  }

  private static @Nullable Instant toInstant(@Nullable Long micros) {
    return micros == null ? null : EpochMicros.toInstant(micros);
  }
}
