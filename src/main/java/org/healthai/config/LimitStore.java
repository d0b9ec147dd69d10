package org.healthai.config;

import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.limit.Bucket4jBuckets;
import org.healthai.limit.GuardedBuckets;
import org.healthai.limit.LimitSettings;
import org.healthai.limit.LimitSettings.OnFailure;
import org.healthai.limit.LocalBuckets;
import org.healthai.limit.TokenBuckets;
import org.healthai.limit.jdbc.JdbcBuckets;
import org.healthai.limit.redis.RedisBuckets;
import org.healthai.observability.MetricNames;
import org.jspecify.annotations.Nullable;

/** The buckets as they are configured, with what has to be swept and closed. */
final class LimitStore implements AutoCloseable {
  /** As many threads as predictions are likely to begin on at once; others wait a moment. */
  private static final int REDIS_CONNECTIONS = 16;

  private final JdbcBuckets rows;
  private final @Nullable RedisBuckets redis;
  private final GuardedBuckets buckets;

  /** Buckets where the settings say. */
  LimitStore(LimitSettings settings, DataSource dataSource, Clock clock) {
    this.rows = new JdbcBuckets(dataSource, clock);
    this.redis =
        settings
            .redis()
            .map(where -> new RedisBuckets(where, REDIS_CONNECTIONS, clock))
            .orElse(null);
    this.buckets =
        new GuardedBuckets(
            new Bucket4jBuckets(redis == null ? rows : redis.proxies()),
            settings.onFailure() == OnFailure.LOCAL ? new LocalBuckets(System::nanoTime) : null,
            System::nanoTime);
  }

  TokenBuckets buckets() {
    return buckets;
  }

  void showIn(MetricRegistry metrics) {
    metrics.gauge(MetricNames.LIMIT_STORE_UP, () -> buckets.isStoreThere() ? 1 : 0);
  }

  /** Removes rows that say nothing any more; Redis does so itself. */
  void sweep() {
    rows.removeUnused();
  }

  @Override
  public void close() {
    if (redis != null) {
      redis.close();
    }
  }
}
