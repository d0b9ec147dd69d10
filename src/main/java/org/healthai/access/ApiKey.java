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
 * @param active false once it was disabled
 */
public record ApiKey(
    long id,
    NewApiKey details,
    Set<Permission> permissions,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    boolean active) {

  /** Copies the set. */
  public ApiKey {
    permissions = Set.copyOf(permissions);
  }

  /** Whether the key opens anything at that time. */
  public boolean isUsableAt(Instant now) {
    Instant expiresAt = details.expiresAt();
    return active && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Whether its last use was noted less than {@code interval} before {@code now}. */
  public boolean wasUsedWithin(Duration interval, Instant now) {
    return lastUsedAt != null && now.isBefore(lastUsedAt.plus(interval));
  }
}
