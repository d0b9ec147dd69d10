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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.access.ApiKey;
import org.healthai.access.Grant;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.KeyState;
import org.healthai.access.NewApiKey;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.limit.Allowance;
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

  @ManyToOne
  @JoinColumn(name = "role_name")
  private @Nullable RoleEntity role;

  @Column(name = "scopes")
  private String scopes;

  @Column(name = "tenant")
  private String tenant;

  @Column(name = "created_at_micros")
  private long createdAtMicros;

  @Column(name = "last_used_at_micros")
  private @Nullable Long lastUsedAtMicros;

  @Column(name = "expires_at_micros")
  private @Nullable Long expiresAtMicros;

  @Column(name = "active")
  private boolean active;

  @Column(name = "revoked")
  private boolean revoked;

  @Column(name = "replaced_by")
  private @Nullable Long replacedBy;

  @Column(name = "predictions_per_hour")
  private @Nullable Long predictionsPerHour;

  /** For the JPA provider. */
  protected ApiKeyEntity() {}

  /**
   * A new row.
   *
   * @param role the key's role; null for none
   */
  ApiKeyEntity(NewApiKey key, @Nullable RoleEntity role, long createdAtMicros) {
    this.prefix = key.fingerprint().prefix();
    this.sha256 = key.fingerprint().sha256();
    this.createdAtMicros = createdAtMicros;
    this.active = true;
    set(key, role);
  }

  /** Takes over what may change. */
  void change(ApiKey key, @Nullable RoleEntity newRole) {
    set(key.details(), newRole);
    this.active = key.state() == KeyState.ACTIVE;
    this.revoked = key.state() == KeyState.REVOKED;
    this.replacedBy = key.replacedBy();
  }

  private void set(NewApiKey details, @Nullable RoleEntity newRole) {
    this.name = details.name();
    this.role = newRole;
    this.scopes = ScopesColumn.write(details.grant().scopes());
    this.tenant = details.grant().tenant().id();
    this.predictionsPerHour = details.grant().allowance().perHour().orElse(null);
    Instant expiresAt = details.expiresAt();
    this.expiresAtMicros = expiresAt == null ? null : Long.valueOf(EpochMicros.ceiling(expiresAt));
  }

  ApiKey toApiKey() {
    Grant grant =
        new Grant(
            role == null ? null : role.name(),
            ScopesColumn.read(scopes),
            new Tenant(tenant),
            allowance());
    return new ApiKey(
        id,
        new NewApiKey(
            new KeyFingerprint(prefix, sha256), name, grant, Times.toInstant(expiresAtMicros)),
        permissions(grant),
        EpochMicros.toInstant(createdAtMicros),
        Times.toInstant(lastUsedAtMicros),
        state(),
        replacedBy);
  }

  private Allowance allowance() {
    return predictionsPerHour == null
        ? Allowance.unlimited()
        : Allowance.perHour(predictionsPerHour);
  }

  private KeyState state() {
    if (revoked) {
      return KeyState.REVOKED;
    }
    return active ? KeyState.ACTIVE : KeyState.DISABLED;
  }

  private Set<Permission> permissions(Grant grant) {
    Stream<Permission> ofRole = role == null ? Stream.empty() : role.permissions();
    return Stream.concat(grant.scopes().stream(), ofRole).collect(Collectors.toUnmodifiableSet());
  }
}
