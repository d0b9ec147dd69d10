package org.healthai.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a key. A component that is null leaves it as it is.
 *
 * @param name its new name
 * @param scopes all it may do from now on: they replace its role too
 * @param expiresAt its new end
 * @param active whether it may be used
 * @param allowance how many predictions an hour its bearer may ask for from now on
 */
public record KeyChange(
    @Nullable String name,
    @Nullable Set<Permission> scopes,
    @Nullable Instant expiresAt,
    @Nullable Boolean active,
    @Nullable Allowance allowance) {

  /** The key as it will be. */
  ApiKey applyTo(ApiKey key) {
    NewApiKey old = key.details();
    NewApiKey details =
        new NewApiKey(
            old.fingerprint(),
            name == null ? old.name() : name,
            applyTo(old.grant()),
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

  private Grant applyTo(Grant old) {
    return new Grant(
        scopes == null ? old.role() : null,
        scopes == null ? old.scopes() : scopes,
        old.tenant(),
        allowance == null ? old.allowance() : allowance);
  }

  private KeyState stateAfter(KeyState before) {
    if (active == null) {
      return before;
    }
    return active ? KeyState.ACTIVE : KeyState.DISABLED;
  }
}
