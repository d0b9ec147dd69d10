package org.healthai.batching;

import java.time.Duration;

/**
 * How one queue behaves.
 *
 * @param capacity requests that may wait; one more is refused
 * @param maxBatch most requests that run together; the worker may allow fewer
 * @param maxQueueDelay how long a request that is not {@link Priority#STAT} may be held back so
 *     that others can join its batch; zero, the default, holds nothing back
 * @param ageing head start of a priority over the next lower one: a request runs before a more
 *     urgent one that came in later by more than this
 * @param drainTimeout how long closing waits for queued work before it refuses what is left
 */
public record BatchingSettings(
    int capacity, int maxBatch, Duration maxQueueDelay, Duration ageing, Duration drainTimeout) {

  /** Refuses settings under which nothing could run. */
  public BatchingSettings {
    if (capacity < 1 || maxBatch < 1) {
      throw new IllegalArgumentException("capacity and maxBatch must be positive");
    }
    if (maxQueueDelay.isNegative() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException("maxQueueDelay and drainTimeout must not be negative");
    }
    if (ageing.isNegative() || ageing.isZero()) {
      throw new IllegalArgumentException("ageing must be positive, or bulk requests could starve");
    }
    if (maxQueueDelay.compareTo(ageing) > 0) {
      throw new IllegalArgumentException("maxQueueDelay must not exceed ageing");
    }
  }

  /** 256 waiting, 8 together, nothing held back, 5 s head start, 20 s to drain. */
  public static BatchingSettings defaults() {
    return new BatchingSettings(
        256, 8, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }
}
