package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchingSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NEGATIVE = Duration.ofSeconds(-1);

  @Test
  void holdsNothingBackByDefault() {
    assertEquals(Duration.ZERO, BatchingSettings.defaults().maxQueueDelay());
  }

  @Test
  void refusesSettingsUnderWhichNothingCouldRun() {
    refuses(0, 1, SECOND, SECOND, SECOND);
    refuses(1, 0, SECOND, SECOND, SECOND);
    refuses(1, 1, NEGATIVE, SECOND, SECOND);
    refuses(1, 1, SECOND, SECOND, NEGATIVE);
  }

  @Test
  void refusesAgeingThatWouldLetBulkStarve() {
    refuses(1, 1, Duration.ZERO, Duration.ZERO, SECOND);
    refuses(1, 1, Duration.ZERO, NEGATIVE, SECOND);
    refuses(1, 1, SECOND.plusNanos(1), SECOND, SECOND);
  }

  private static void refuses(
      int capacity, int maxBatch, Duration delay, Duration ageing, Duration drain) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new BatchingSettings(capacity, maxBatch, delay, ageing, drain));
  }
}
