package org.healthai.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored key.
 *
 * @param id positive, unique, never used again
 * @param details what was asked for
 * @param permissions its scopes and those of its role, as they were when it was read
 * @param createdAt when it was stored
 * @param lastUsedAt when it was last used, up to a minute behind; null for never
 * @param state whether it may be used
 * @param replacedBy id of the key that took its place; null for none
 */
public record ApiKey(
    long id,
    NewApiKey details,
    Set<Permission> permissions,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    KeyState state,
    @Nullable Long replacedBy) {

  /** Copies the set. */
  public ApiKey {
    permissions = Set.copyOf(permissions);
  }

  /** Whether the key opens anything at that time. */
  public boolean isUsableAt(Instant now) {
    return state == KeyState.ACTIVE && details.isBeforeExpiry(now);
  }

  /** Whether its last use was noted less than {@code interval} before {@code now}. */
  public boolean wasUsedWithin(Duration interval, Instant now) {
    return lastUsedAt != null && now.isBefore(lastUsedAt.plus(interval));
  }

  ApiKey withState(KeyState newState) {
    return new ApiKey(id, details, permissions, createdAt, lastUsedAt, newState, replacedBy);
  }

  /** The key with another one in its place, working until {@code end} at the latest. */
  ApiKey supersededBy(long successor, Instant end) {
    Instant until = details.isBeforeExpiry(end) ? end : details.expiresAt();
    NewApiKey ending = new NewApiKey(details.fingerprint(), details.name(), details.grant(), until);
    return new ApiKey(id, ending, permissions, createdAt, lastUsedAt, state, successor);
  }

  /** Whether its bearer can let others in again: manages the keys of every tenant. */
  public boolean isAdministrator() {
    return AccessPolicy.administers(permissions);
  }
}
