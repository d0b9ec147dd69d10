package org.healthai.limit;

import java.util.Optional;
import org.healthai.redis.RedisSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the limits; filled by {@code config}.
 *
 * @param newCaller what a new key or user may ask for ({@code healthai.limit.predictions-per-hour})
 * @param requestsPerMinute from one address, 0 for no limit ({@code
 *     healthai.limit.requests-per-minute})
 * @param loginsPerAddress failed logins from one address in a quarter of an hour ({@code
 *     healthai.limit.logins-per-address})
 * @param onFailure what happens while the store of the buckets is away ({@code
 *     healthai.limit.on-failure})
 * @param redisOrNull where buckets are kept; null for the database ({@code healthai.limit.store})
 */
public record LimitSettings(
    Allowance newCaller,
    long requestsPerMinute,
    long loginsPerAddress,
    OnFailure onFailure,
    @Nullable RedisSettings redisOrNull) {

  /** What happens while the store of the buckets is away. */
  public enum OnFailure {
    /** Every server counts for itself, from full buckets. */
    LOCAL,
    /** Whatever has a limit is refused. */
    REFUSE;

    /** Its name in the settings. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Where buckets are kept, unless it is the database. */
  public Optional<RedisSettings> redis() {
    return Optional.ofNullable(redisOrNull);
  }
}
