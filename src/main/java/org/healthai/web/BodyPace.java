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
  /** What comes quickly pays for pauses afterwards, but not for hours of them. */
  private static final Duration MOST_SAVED = Duration.ofMinutes(1);

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

  /**
   * How long a body may still be waited for, at most the grace and a minute; negative when it is
   * too late.
   *
   * @param left how long it could be before
   * @param waited how long it was
   * @param bytes what came
   */
  Duration leftAfter(Duration left, Duration waited, long bytes) {
    if (bytesPerSecond == 0) {
      return left;
    }
    Duration most = grace.plus(MOST_SAVED);
    Duration earned =
        bytes / bytesPerSecond > most.toSeconds()
            ? most
            : Duration.ofNanos(Math.round(1e9 * bytes / bytesPerSecond));
    Duration now = left.minus(waited).plus(earned);
    return now.compareTo(most) < 0 ? now : most;
  }
}
