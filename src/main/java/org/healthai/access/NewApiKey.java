package org.healthai.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to store.
 *
 * @param fingerprint what is kept of the key itself
 * @param name for people, at most {@value #MAX_NAME_LENGTH} characters, shown in logs and audits
 * @param grant what its bearer may do
 * @param expiresAt from when on it does not work any more; null for never
 */
public record NewApiKey(
    KeyFingerprint fingerprint, String name, Grant grant, @Nullable Instant expiresAt) {
  /** What the store keeps of a name. */
  public static final int MAX_NAME_LENGTH = 100;

  /** Refuses names that would break a log line. */
  public NewApiKey {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a key's name must have 1 to " + MAX_NAME_LENGTH + " characters, none of them control");
    }
  }

  /** Whether the time is before that of its end. */
  boolean isBeforeExpiry(Instant time) {
    return expiresAt == null || time.isBefore(expiresAt);
  }

  /** Whether a text can be a name. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= MAX_NAME_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }
}
