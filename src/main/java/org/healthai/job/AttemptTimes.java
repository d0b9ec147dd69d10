package org.healthai.job;

import java.time.Duration;

/**
 * How long what belongs to one attempt at a film may take, in one place, since these times must fit
 * into each other: a message is held for less than the container's limit, whatever it is held for,
 * and nobody believes a film lost that is still worked on.
 *
 * @param attempt what one attempt takes at most: the film is read, decoded and scored, and the
 *     store asked before and afterwards
 * @param held how long a message is held while attempts fail by nobody's fault; with one more pause
 *     and one more attempt it is below {@link #MESSAGE}
 * @param lost longer than a message may be with a worker without any sign of its film
 */
public record AttemptTimes(Duration attempt, Duration held, Duration lost) {
  /** What a film may take to be read from where it lies, with the wait for a thread. */
  public static final Duration READING = Duration.ofSeconds(20);

  /** How long a worker waits for those who must not be there beside a suspect, or beside whom. */
  public static final Duration COMPANY = Duration.ofSeconds(10);

  /**
   * How long a worker has for a message once it has begun; with {@link #COMPANY} before it below
   * the container's limit for a transaction, two minutes.
   */
  public static final Duration MESSAGE = Duration.ofSeconds(100);

  /** Between two attempts while a message is held. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  /** As long as a database or a broker takes to come back when all goes well. */
  private static final Duration HELD_AT_MOST = Duration.ofSeconds(40);

  private static final Duration HELD_AT_LEAST = Duration.ofSeconds(10);

  /** What the store may take of an attempt; when it takes longer, nothing is believed lost. */
  private static final Duration STORE = Duration.ofSeconds(10);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  /**
   * The times for a film-timeout.
   *
   * @throws IllegalArgumentException when no message could be held for so long
   */
  static AttemptTimes of(Duration filmTimeout) {
    Duration attempt = READING.plus(filmTimeout).plus(STORE);
    Duration left = MESSAGE.minus(PAUSE).minus(attempt);
    if (left.compareTo(HELD_AT_LEAST) < 0) {
      throw new IllegalArgumentException(
          "film-timeout must be at most %d seconds, so that an attempt ends while its message is held"
              .formatted(filmTimeout.minus(HELD_AT_LEAST.minus(left)).toSeconds()));
    }
    return new AttemptTimes(
        attempt,
        left.compareTo(HELD_AT_MOST) < 0 ? left : HELD_AT_MOST,
        COMPANY.plus(attempt).plus(MARGIN));
  }
}
