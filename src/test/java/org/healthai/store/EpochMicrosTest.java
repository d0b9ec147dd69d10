package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochMicrosTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0, 0",
    "1970-01-01T00:00:00.000001Z, 1, 1",
    "1970-01-01T00:00:00.000001001Z, 1, 2",
    "1970-01-01T00:00:00.000001999Z, 1, 2",
    "1969-12-31T23:59:59.999999Z, -1, -1",
    "1969-12-31T23:59:59.999999001Z, -1, 0",
    "2026-11-25T12:00:00.123456Z, 1795608000123456, 1795608000123456",
    "0000-01-01T00:00:00Z, -62167219200000000, -62167219200000000",
    "9999-12-31T23:59:59.999999999Z, 253402300799999999, 253402300800000000"
  })
  void roundsToWholeMicroseconds(Instant time, long floor, long ceiling) {
    assertEquals(floor, EpochMicros.floor(time));
    assertEquals(ceiling, EpochMicros.ceiling(time));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-1", "1795608000123456", "-62167219200000000"})
  void timesComeBackAsTheyWere(long micros) {
    assertEquals(micros, EpochMicros.floor(EpochMicros.toInstant(micros)));
    assertEquals(micros, EpochMicros.ceiling(EpochMicros.toInstant(micros)));
  }

  @ParameterizedTest
  @CsvSource({
    "+1000000000-12-31T23:59:59Z, 9223372036854775807",
    "-1000000000-01-01T00:00:00Z, -9223372036854775808"
  })
  void boundsTooFarAwayBecomeTheLimits(Instant time, long ceiling) {
    assertEquals(ceiling, EpochMicros.ceiling(time));
  }
}
