package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final LineBudget budget = new LineBudget(2, nanoTime::get);

  @Test
  void letsSoManyThroughASecond() {
    assertEquals(OptionalInt.of(0), budget.ask());
    assertEquals(OptionalInt.of(0), budget.ask());
    assertEquals(OptionalInt.empty(), budget.ask());

    nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
    assertEquals(OptionalInt.empty(), budget.ask());
  }

  @Test
  void saysOnceHowManyWereLeftOut() {
    for (int line = 0; line < 7; line++) {
      budget.ask();
    }

    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(OptionalInt.of(5), budget.ask());
    assertEquals(OptionalInt.of(0), budget.ask());
  }
}
