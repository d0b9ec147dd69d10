package org.healthai.access;

import java.time.Clock;
import java.time.Instant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Sees to it that somebody can administer. Only within {@link ApiKeyRepository#exclusively}. */
final class LastAdministrator {
  private final ApiKeyRepository keys;
  private final Clock clock;

  LastAdministrator(ApiKeyRepository keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Lets a change pass after which a key administers as long as before, or another one is there at
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
        && !othersAdminister(before.id(), end)) {
      throw new HealthAiException(
          ErrorCode.CONFLICT,
          "key %d is the last administrator's; create another one first".formatted(before.id()));
    }
  }

  private boolean othersAdminister(long id, Instant time) {
    return keys.list().stream()
        .anyMatch(key -> key.id() != id && key.isAdministrator() && key.isUsableAt(time));
  }
}
