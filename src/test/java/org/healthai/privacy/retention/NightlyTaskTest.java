package org.healthai.privacy.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.healthai.TestClock;
import org.junit.jupiter.api.Test;

class NightlyTaskTest {
  private final List<String> events = new ArrayList<>();
  private boolean claimed = true;

  @Test
  void runsItsStepsInTheirOrderAndSaysThatItIsDone() {
    assertTrue(task(step("first"), step("second")).runIfDue());

    assertEquals(List.of("first", "second", "finished"), events);
  }

  @Test
  void aStepThatFailsKeepsNoOtherFromRunning() {
    IllegalStateException failure = new IllegalStateException("one record cannot be opened");
    NightlyStep failing =
        lease -> {
          throw failure;
        };

    assertSame(
        failure,
        assertThrows(IllegalStateException.class, task(failing, step("second"))::runIfDue));
    assertEquals(List.of("second"), events, "not finished: it is tried again");
  }

  @Test
  void stopsWhenAnotherServerHasTakenOver() {
    NightlyStep slow =
        lease -> {
          claimed = false;
          lease.keep();
          return "";
        };

    assertFalse(task(slow, step("second")).runIfDue());
    assertEquals(List.of(), events);
  }

  private NightlyStep step(String name) {
    return lease -> {
      events.add(name);
      return "";
    };
  }

  private NightlyTask task(NightlyStep... steps) {
    return new NightlyTask(
        new Claim(),
        List.of(steps),
        LocalTime.of(2, 30),
        new TestClock(Instant.parse("2026-11-26T12:00:00Z")));
  }

  private final class Claim implements TaskClaim {
    @Override
    public boolean claim(String server, Instant due, Instant now, Instant until) {
      return claimed;
    }

    @Override
    public boolean extend(String server, Instant until) {
      return claimed;
    }

    @Override
    public void finish(String server, Instant now) {
      events.add("finished");
    }
  }
}
