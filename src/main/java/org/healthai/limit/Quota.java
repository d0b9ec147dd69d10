package org.healthai.limit;

import java.time.Duration;

/**
 * How large a bucket is and how fast it fills: evenly, from empty to full in the period.
 *
 * @param tokens what a full bucket holds, 1 to {@value #MAX_TOKENS}
 * @param period at most {@link #MAX_PERIOD}: a bucket that was left alone for so long is full, and
 *     need not be kept
 */
public record Quota(long tokens, Duration period) {
  public static final long MAX_TOKENS = 1_000_000;
  public static final Duration MAX_PERIOD = Duration.ofHours(1);

  /** Refuses buckets that would never let anything through, or be forgotten too early. */
  public Quota {
    if (tokens < 1 || tokens > MAX_TOKENS) {
      throw new IllegalArgumentException("a quota is 1 to %d tokens".formatted(MAX_TOKENS));
    }
    if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(MAX_PERIOD) > 0) {
      throw new IllegalArgumentException("a quota's period is a second to " + MAX_PERIOD);
    }
  }
}
