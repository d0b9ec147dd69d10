package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ClockCheckPostgresIT {
  @Test
  void comparesInstantsWhateverTheZone() throws Exception {
    DataSource database = SharedPostgres.newDatabase();
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));

    assertEquals(Optional.empty(), new ClockCheck(database, Clock.systemUTC()).look());
    Duration found = new ClockCheck(database, ahead).look().orElseThrow();
    assertTrue(found.minusMinutes(3).abs().toSeconds() < 5, found::toString);
  }
}
