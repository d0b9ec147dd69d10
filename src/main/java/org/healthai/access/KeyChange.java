package org.healthai.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a key. A component that is null leaves it as it is.
 *
 * @param name its new name
 * @param scopes all it may do from now on: they replace its role too
 * @param expiresAt its new end
 * @param active whether it may be used
 */
public record KeyChange(
    @Nullable String name,
    @Nullable Set<Permission> scopes,
    @Nullable Instant expiresAt,
    @Nullable Boolean active) {

  /** The key as it will be. */
  ApiKey applyTo(ApiKey key) {
    NewApiKey old = key.details();
    Grant grant = scopes == null ? old.grant() : new Grant(null, scopes, old.grant().tenant());
    NewApiKey details =
        new NewApiKey(
            old.fingerprint(),
            name == null ? old.name() : name,
            grant,
            Optional.ofNullable(expiresAt).orElse(old.expiresAt()));
    return new ApiKey(
        key.id(),
        details,
        scopes == null ? key.permissions() : scopes,
        key.createdAt(),
        key.lastUsedAt(),
        stateAfter(key.state()),
        key.replacedBy());
  }

  private KeyState stateAfter(KeyState before) {
    if (active == null) {
      return before;
    }
    return active ? KeyState.ACTIVE : KeyState.DISABLED;
  }
}
