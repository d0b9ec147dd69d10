package org.healthai.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Buckets of Bucket4j: the algorithm is its, the store is the proxy manager's. */
public final class Bucket4jBuckets implements TokenBuckets {
  private final ProxyManager<String> store;

  /** Buckets in that store. */
  public Bucket4jBuckets(ProxyManager<String> store) {
    this.store = store;
  }

  @Override
  public Decision take(BucketId id, Quota quota, long tokens) {
    return decision(bucket(id, quota), tokens);
  }

  @Override
  public void giveBack(BucketId id, Quota quota, long tokens) {
    bucket(id, quota).addTokens(tokens);
  }

  private Bucket bucket(BucketId id, Quota quota) {
    return store.builder().build(id.nameFor(quota), () -> configuration(quota));
  }

  private static BucketConfiguration configuration(Quota quota) {
    return BucketConfiguration.builder().addLimit(bandwidth(quota)).build();
  }

  static Bandwidth bandwidth(Quota quota) {
    return Bandwidth.builder()
        .capacity(quota.tokens())
        .refillGreedy(quota.tokens(), quota.period())
        .build();
  }

  static Decision decision(Bucket bucket, long tokens) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
    return new Decision(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        waiting(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private static @Nullable Duration waiting(long nanos) {
    return nanos == Long.MAX_VALUE ? null : Duration.ofNanos(nanos);
  }
}
