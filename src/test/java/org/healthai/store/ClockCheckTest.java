package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.healthai.TestClock;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final TestClock clock = new TestClock(NOON);

  private ClockCheck databaseAt(Instant there) {
    return new ClockCheck(() -> there, clock);
  }

  @Test
  void saysNothingOfClocksThatAgree() {
    assertEquals(Optional.empty(), databaseAt(NOON.plusSeconds(5)).look());
    assertEquals(Optional.empty(), databaseAt(NOON.minusSeconds(5)).look());
  }

  @Test
  void saysHowFarTheServerIsAhead() {
    assertEquals(Optional.of(Duration.ofMinutes(55)), databaseAt(NOON.minusSeconds(3_300)).look());
  }

  @Test
  void saysHowFarTheServerIsBehind() {
    assertEquals(Optional.of(Duration.ofSeconds(-6)), databaseAt(NOON.plusSeconds(6)).look());
  }

  @Test
  void doesNotTakeASlowAnswerForAnotherTime() {
    ClockCheck slow =
        new ClockCheck(
            () -> {
              clock.advance(Duration.ofSeconds(20));
              return NOON;
            },
            clock);

    assertEquals(Optional.empty(), slow.look());
  }

  @Test
  void leavesADatabaseThatIsAwayToOthers() {
    ClockCheck away =
        new ClockCheck(
            () -> {
              throw new SQLException("gone");
            },
            clock);

    assertEquals(Optional.empty(), away.look());
  }

  @Test
  void knowsThatDerbyHasTheClockOfItsServer() {
    ClockCheck derby = new ClockCheck(TestStore.derby("memory:" + UUID.randomUUID()), clock);

    assertEquals(Optional.empty(), derby.look());
  }
}
