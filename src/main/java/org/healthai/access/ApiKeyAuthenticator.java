package org.healthai.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells who shows a key. Safe for many threads.
 *
 * <p>Every call asks the store, by a unique index: a key that was disabled, on whichever server,
 * opens nothing from the next request on.
 */
public final class ApiKeyAuthenticator {
  /** What is looked at of a header; generated keys have 77 characters. */
  public static final int MAX_KEY_LENGTH = 200;

  /** A use is written down at most this often, so that reading stays reading. */
  private static final Duration USE_INTERVAL = Duration.ofMinutes(1);

  private final ApiKeyRepository keys;
  private final Clock clock;

  /** An authenticator on these keys. */
  public ApiKeyAuthenticator(ApiKeyRepository keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Looks a key up.
   *
   * @param presented what the caller sent, whatever that is
   * @return empty for every key that does not work, without saying why
   */
  public Optional<Caller> authenticate(String presented) {
    if (!isPlausible(presented)) {
      return Optional.empty();
    }
    KeyFingerprint fingerprint = KeyFingerprint.of(presented);
    Instant now = clock.instant();
    Optional<ApiKey> known =
        keys.findByFingerprint(fingerprint)
            .filter(key -> key.details().fingerprint().matches(fingerprint))
            .filter(key -> key.isUsableAt(now));
    known.ifPresent(key -> noteUse(key, now));
    return known.map(Caller::of);
  }

  /** Whether a text can be a key at all: short, and visible ASCII only. */
  static boolean isPlausible(String key) {
    return !key.isEmpty()
        && key.length() <= MAX_KEY_LENGTH
        && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private void noteUse(ApiKey key, Instant now) {
    if (!key.wasUsedWithin(USE_INTERVAL, now)) {
      keys.recordUse(key.id(), now, now.minus(USE_INTERVAL));
    }
  }
}
