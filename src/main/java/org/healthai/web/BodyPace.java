package org.healthai.web;

import java.time.Duration;

/**
 * How slowly a body may come: after some time of waiting for it, so many bytes for each further
 * second. Only the time counts that the server waits; what it does itself does not.
 *
 * @param grace how long any body may take ({@code healthai.web.body-grace})
 * @param bytesPerSecond what must have come for each second after that ({@code
 *     healthai.web.min-body-bytes-per-second}); 0 lets bodies take any time
 */
public record BodyPace(Duration grace, long bytesPerSecond) {
  /** Bodies may take any time. */
  public static final BodyPace ANY = new BodyPace(Duration.ZERO, 0);

  /** Refuses a pace that nobody could keep. */
  public BodyPace {
    if (grace.isNegative() || bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "body-grace and min-body-bytes-per-second must not be negative");
    }
  }

  /** The same pace with less patience. */
  BodyPace within(Duration shorter) {
    return grace.compareTo(shorter) <= 0 ? this : new BodyPace(shorter, bytesPerSecond);
  }

  /** Whether so much is enough after that time of waiting. */
  boolean isKept(long bytes, Duration waited) {
    Duration counted = waited.minus(grace);
    return counted.isNegative() || bytes >= counted.toMillis() * bytesPerSecond / 1000;
  }
}
