package org.healthai.access;

import java.time.Clock;
import java.time.Instant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Sees to it that somebody can administer, by a key or as a user. Only within {@link
 * ApiKeyRepository#exclusively}.
 */
public final class LastAdministrator {
  private final ApiKeyRepository keys;
  private final AdministeringUsers users;
  private final Clock clock;

  /** Looks at these keys and users. */
  public LastAdministrator(ApiKeyRepository keys, AdministeringUsers users, Clock clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Lets a change pass after which a key administers as long as before, or somebody else does at
   * the moment this one ends.
   *
   * @throws HealthAiException CONFLICT otherwise
   */
  void requireAfter(ApiKey before, ApiKey after) {
    Instant now = clock.instant();
    if (!before.isAdministrator() || !before.isUsableAt(now)) {
      return;
    }
    Instant end =
        after.isAdministrator() && after.isUsableAt(now) ? after.details().expiresAt() : now;
    if (end != null
        && before.details().isBeforeExpiry(end)
        && !keysAdminister(before.id(), end)
        && !users.existBeside(AdministeringUsers.NOBODY)) {
      throw new HealthAiException(
          ErrorCode.CONFLICT,
          "key %d is the last administrator's; create another one first".formatted(before.id()));
    }
  }

  /**
   * Lets an administrator become somebody who does not administer. A user has no end: only another
   * one, or a key that has none either, can stand in for them.
   *
   * @throws HealthAiException CONFLICT when nobody else would
   */
  public void requireBesideUser(long id) {
    if (!users.existBeside(id) && !lastingKeysAdminister()) {
      throw new HealthAiException(
          ErrorCode.CONFLICT,
          "user %d is the last administrator; let another one administer first".formatted(id));
    }
  }

  private boolean lastingKeysAdminister() {
    Instant now = clock.instant();
    return keys.list().stream()
        .filter(key -> key.details().expiresAt() == null)
        .anyMatch(key -> key.isAdministrator() && key.isUsableAt(now));
  }

  private boolean keysAdminister(long except, Instant time) {
    return keys.list().stream()
        .anyMatch(key -> key.id() != except && key.isAdministrator() && key.isUsableAt(time));
  }
}
