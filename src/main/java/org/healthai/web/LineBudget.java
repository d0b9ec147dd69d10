package org.healthai.web;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Lets so many lines a second into the log and counts the others. The log is written by one thread
 * at a time: under overload, hundreds of refusals a second would wait for each other there, and
 * everything else behind them. Safe for many threads.
 */
final class LineBudget {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int linesPerSecond;
  private final LongSupplier nanoTime;
  private long windowStart;
  private int written;
  private int leftOut;

  /** A budget on a monotonic clock. */
  LineBudget(int linesPerSecond, LongSupplier nanoTime) {
    this.linesPerSecond = linesPerSecond;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /**
   * Asks for one line.
   *
   * @return how many were left out since the last one that was not; empty when this one is left out
   */
  synchronized OptionalInt ask() {
    long now = nanoTime.getAsLong();
    if (now - windowStart >= SECOND) {
      windowStart = now;
      written = 0;
    }
    if (written == linesPerSecond) {
      leftOut++;
      return OptionalInt.empty();
    }
    written++;
    int before = leftOut;
    leftOut = 0;
    return OptionalInt.of(before);
  }
}
