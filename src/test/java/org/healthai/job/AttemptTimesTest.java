package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTimesTest {
  /** Of a transaction, in Open Liberty without another setting. */
  private static final Duration CONTAINER = Duration.ofMinutes(2);

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30, 40, 58})
  void aMessageIsHeldForLessThanTheContainerAllows(int seconds) {
    AttemptTimes times = AttemptTimes.of(Duration.ofSeconds(seconds));

    Duration held = times.held().plus(AttemptTimes.PAUSE).plus(times.attempt());
    assertTrue(held.compareTo(AttemptTimes.MESSAGE) <= 0, held::toString);
    Duration all = AttemptTimes.COMPANY.plus(AttemptTimes.MESSAGE);
    assertTrue(all.compareTo(CONTAINER) < 0, all::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30, 40, 58})
  void noFilmIsLostWhileItIsWorkedOn(int seconds) {
    Duration filmTimeout = Duration.ofSeconds(seconds);
    AttemptTimes times = AttemptTimes.of(filmTimeout);

    Duration worked = AttemptTimes.COMPANY.plus(AttemptTimes.READING).plus(filmTimeout);
    assertTrue(times.lost().compareTo(worked) > 0, times::toString);
    assertTrue(times.attempt().compareTo(AttemptTimes.READING.plus(filmTimeout)) > 0);
  }

  @Test
  void refusesAFilmTimeoutThatDoesNotFit() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> AttemptTimes.of(Duration.ofSeconds(59)));

    assertEquals(
        "film-timeout must be at most 58 seconds, so that an attempt ends while its message is held",
        refused.getMessage());
  }
}
