package org.healthai.prediction.cache;

import org.healthai.redis.RedisSettings;

/**
 * The Redis that servers share answers in.
 *
 * @param redis where it is, and after which time an answer counts as unknown ({@code
 *     healthai.prediction.cache-redis-url}, {@code healthai.prediction.cache-timeout})
 * @param secret what answers are signed with, the same on every server ({@code
 *     healthai.prediction.cache-secret})
 */
public record SharedCacheSettings(RedisSettings redis, String secret) {
  /** Shorter secrets can be tried out by whoever reads the store. */
  public static final int MIN_SECRET_LENGTH = 32;

  /** Refuses a secret that could be tried out, without showing it. */
  public SharedCacheSettings {
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "cache-secret must have at least " + MIN_SECRET_LENGTH + " characters");
    }
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "SharedCacheSettings[%s]".formatted(redis);
  }
}
