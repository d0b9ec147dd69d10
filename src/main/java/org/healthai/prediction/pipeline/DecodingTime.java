package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long one film has been decoded, until now where it still is. Safe for many threads. */
final class DecodingTime {
  private final LongSupplier nanoClock;
  private long startNanos;
  private long endNanos;
  private boolean begun;
  private boolean ended;

  DecodingTime(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  synchronized void begin() {
    startNanos = nanoClock.getAsLong();
    begun = true;
  }

  synchronized void end() {
    endNanos = nanoClock.getAsLong();
    ended = true;
  }

  /** Whether at least half of that time went into decoding. */
  synchronized boolean tookMostOf(Duration limit) {
    long end = ended ? endNanos : nanoClock.getAsLong();
    return begun && end - startNanos >= limit.toNanos() / 2;
  }
}
