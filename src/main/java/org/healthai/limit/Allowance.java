package org.healthai.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * How many predictions somebody may ask for in an hour: a number, or as many as they like.
 * Immutable.
 */
public final class Allowance {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Allowance UNLIMITED = new Allowance(Long.MAX_VALUE);

  private final long perHour;

  private Allowance(long perHour) {
    this.perHour = perHour;
  }

  /** As many as they like. */
  public static Allowance unlimited() {
    return UNLIMITED;
  }

  /**
   * So many an hour.
   *
   * @throws IllegalArgumentException unless it is from 1 to {@link Quota#MAX_TOKENS}
   */
  public static Allowance perHour(long predictions) {
    return new Allowance(new Quota(predictions, HOUR).tokens());
  }

  /** Whether somebody with this one may be given everything that the other one allows. */
  public boolean covers(Allowance other) {
    return perHour >= other.perHour;
  }

  /** The smaller one of two. */
  public Allowance atMost(Allowance other) {
    return other.covers(this) ? this : other;
  }

  /** The number; empty where there is none. */
  public Optional<Long> perHour() {
    return equals(UNLIMITED) ? Optional.empty() : Optional.of(perHour);
  }

  /** The bucket that keeps to it; empty where there is nothing to keep to. */
  Optional<Quota> quota() {
    return perHour().map(predictions -> new Quota(predictions, HOUR));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Allowance allowance && perHour == allowance.perHour;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(perHour);
  }

  /** For people. */
  @Override
  public String toString() {
    return perHour().map(predictions -> predictions + " an hour").orElse("unlimited");
  }
}
