package org.healthai.prediction.cache;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How answers are remembered; filled by {@code config}.
 *
 * @param entries answers kept in this process ({@code healthai.prediction.cache-entries})
 * @param timeToLive how long an answer is kept ({@code healthai.prediction.cache-ttl})
 * @param sharedOrNull where servers share them; null when they do not
 */
public record CacheSettings(
    long entries, Duration timeToLive, @Nullable SharedCacheSettings sharedOrNull) {

  /** Refuses a cache that would keep nothing. */
  public CacheSettings {
    if (entries < 1 || timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("cache-entries and cache-ttl must be positive");
    }
  }

  /** Where servers share answers. */
  public Optional<SharedCacheSettings> shared() {
    return Optional.ofNullable(sharedOrNull);
  }
}
