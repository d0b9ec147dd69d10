package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
  private static final Allowance TEN = Allowance.perHour(10);
  private static final Allowance NONE = Allowance.unlimited();

  @Test
  void whoHasMoreMayGiveLess() {
    assertTrue(TEN.covers(TEN));
    assertTrue(TEN.covers(Allowance.perHour(9)));
    assertFalse(TEN.covers(Allowance.perHour(11)));
    assertFalse(TEN.covers(NONE));
    assertTrue(NONE.covers(TEN));
    assertTrue(NONE.covers(NONE));
  }

  @Test
  void theSmallerOfTwo() {
    assertEquals(TEN, TEN.atMost(NONE));
    assertEquals(TEN, NONE.atMost(TEN));
    assertEquals(NONE, NONE.atMost(NONE));
  }

  @Test
  void isANumberOrNone() {
    assertEquals(Optional.of(10L), TEN.perHour());
    assertEquals(Optional.empty(), NONE.perHour());
    assertEquals(new Quota(10, Duration.ofHours(1)), TEN.quota().orElseThrow());
    assertNotEquals(TEN, NONE);
    assertEquals("10 an hour", TEN.toString());
    assertEquals("unlimited", NONE.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_001, Long.MAX_VALUE})
  void otherNumbersAreRefused(long predictions) {
    assertThrows(IllegalArgumentException.class, () -> Allowance.perHour(predictions));
  }
}
