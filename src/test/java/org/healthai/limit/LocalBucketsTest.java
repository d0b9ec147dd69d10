package org.healthai.limit;

import java.util.concurrent.TimeUnit;

class LocalBucketsTest extends TokenBucketsContract {
  private final TokenBuckets buckets =
      new LocalBuckets(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));

  @Override
  protected TokenBuckets buckets() {
    return buckets;
  }
}
