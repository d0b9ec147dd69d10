package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

  @Test
  void survivesTheClockWrappingAround() {
    Deadline deadline = Deadline.in(Duration.ofNanos(100), now::get);

    now.addAndGet(99);

    assertEquals(Duration.ofNanos(1), deadline.remaining());
    assertDoesNotThrow(deadline::check);
  }

  @Test
  void hasPassedAtItsEnd() {
    Deadline deadline = Deadline.in(Duration.ofMillis(1500), now::get);

    now.addAndGet(Duration.ofMillis(1500).toNanos());

    HealthAiException passed = assertThrows(HealthAiException.class, deadline::check);
    assertEquals(ErrorCode.DEADLINE_PASSED, passed.code());
    assertEquals("no answer within 1.5 seconds; nothing was stored", passed.detail());
  }
}
