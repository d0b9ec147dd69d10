package org.healthai.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/**
 * Buckets in this process's memory, some hundred bytes each: every server counts for itself. No
 * step of the system's clock matters.
 */
public final class LocalBuckets implements TokenBuckets {
  /** With more owners at once, the ones least seen start anew with a full bucket. */
  private static final long MAX_BUCKETS = 100_000;

  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  /**
   * No buckets yet.
   *
   * @param nanoClock {@link System#nanoTime()} or a test's
   */
  public LocalBuckets(LongSupplier nanoClock) {
    this.time = new NanoMeter(nanoClock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(Quota.MAX_PERIOD)
            .ticker(nanoClock::getAsLong)
            .executor(Runnable::run) // no thread of its own; upkeep is microseconds
            .build();
  }

  @Override
  public Decision take(BucketId id, Quota quota, long tokens) {
    return Bucket4jBuckets.decision(bucket(id, quota), tokens);
  }

  @Override
  public void giveBack(BucketId id, Quota quota, long tokens) {
    bucket(id, quota).addTokens(tokens);
  }

  private Bucket bucket(BucketId id, Quota quota) {
    return buckets.get(id.nameFor(quota), name -> full(quota));
  }

  private Bucket full(Quota quota) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(Bucket4jBuckets.bandwidth(quota))
        .build();
  }

  private record NanoMeter(LongSupplier nanoClock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoClock.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
