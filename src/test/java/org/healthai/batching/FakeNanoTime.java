package org.healthai.batching;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that stands until it is moved. Starts close to overflow, as it may. */
public final class FakeNanoTime implements LongSupplier {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  public void advance(Duration step) {
    now.addAndGet(step.toNanos());
  }

  @Override
  public long getAsLong() {
    return now.get();
  }
}
