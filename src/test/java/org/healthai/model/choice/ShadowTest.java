package org.healthai.model.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowTest {
  private static final int IDS = 20_000;

  private static Shadow of(int percent) {
    return new Shadow("2", percent, Instant.EPOCH);
  }

  /** Four standard deviations of a share of 20,000 are at most 0.0142. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 99})
  void takesItsShareOfIdsThatFollowEachOther(int percent) {
    Shadow shadow = of(percent);

    double share = LongStream.range(1, IDS + 1).filter(shadow::takes).count() / (double) IDS;

    assertEquals(percent / 100.0, share, 0.0142);
  }

  @Test
  void takesEverythingAtAHundredPercent() {
    assertTrue(LongStream.range(1, IDS).allMatch(of(100)::takes));
  }

  @Test
  void takesMoreWithALargerShareAndNoOthers() {
    assertTrue(LongStream.range(1, IDS).filter(of(10)::takes).allMatch(of(20)::takes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void refusesAShareThatIsNone(int percent) {
    assertThrows(IllegalArgumentException.class, () -> of(percent));
  }
}
