package org.healthai.access.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that was issued once.
 *
 * @param session what it keeps open
 * @param endedAt when the session was ended before its time; null when it was not
 * @param usedAt when another token took its place; null for a session's last one
 */
public record FoundToken(OpenSession session, @Nullable Instant endedAt, @Nullable Instant usedAt) {

  /** Whether its session is open at that time. */
  boolean isOpenAt(Instant now) {
    return endedAt == null && now.isBefore(session.expiresAt()) && session.user().active();
  }

  /** Whether it was replaced no longer than that ago. */
  boolean wasUsedWithin(Duration time, Instant now) {
    return usedAt != null && now.isBefore(usedAt.plus(time));
  }
}
