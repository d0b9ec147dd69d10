package org.healthai.limit;

import java.util.concurrent.atomic.AtomicInteger;

/** Buckets in memory at a time that stands, whose store can be taken away. */
public final class FakeBuckets implements TokenBuckets {
  private final TokenBuckets buckets = new LocalBuckets(() -> 0);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  public void setAway(boolean isAway) {
    away = isAway;
  }

  /** How often somebody asked, answered or not. */
  int asked() {
    return asked.get();
  }

  @Override
  public Decision take(BucketId id, Quota quota, long tokens) {
    requireThere();
    return buckets.take(id, quota, tokens);
  }

  @Override
  public void giveBack(BucketId id, Quota quota, long tokens) {
    requireThere();
    buckets.giveBack(id, quota, tokens);
  }

  private void requireThere() {
    asked.incrementAndGet();
    if (away) {
      throw new IllegalStateException("s3cret: the store is away");
    }
  }
}
