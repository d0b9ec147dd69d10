package org.healthai.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times as the tables hold them: microseconds since 1970-01-01T00:00:00Z in a {@code bigint}.
 *
 * <p>A SQL {@code timestamp} without a zone goes through the server's own zone on its way: in the
 * hour that a zone repeats in autumn two times become one, and Derby has no other type.
 */
public final class EpochMicros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private EpochMicros() {}

  /** The last whole microsecond that is not after the time. */
  public static long floor(Instant time) {
    // not ChronoUnit.between, which goes by nanoseconds and overflows 292 years from 1970
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS);
  }

  /**
   * The first whole microsecond that is not before the time; for bounds of a range of whole
   * microseconds. Times too far away for a {@code long} become its limits.
   */
  public static long ceiling(Instant time) {
    if (time.getEpochSecond() >= Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    if (time.getEpochSecond() <= Long.MIN_VALUE / PER_SECOND) {
      return Long.MIN_VALUE;
    }
    long floor = floor(time);
    return toInstant(floor).equals(time) ? floor : floor + 1;
  }

  /** The time of a column. */
  public static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
