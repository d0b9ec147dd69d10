package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final WaitingLine<String, String> line = lineWithDelay(Duration.ZERO);

  private static WaitingLine<String, String> lineWithDelay(Duration delay) {
    return new WaitingLine<>(
        new BatchingSettings(10, 4, delay, Duration.ofSeconds(5), Duration.ZERO));
  }

  private static QueuedRequest<String, String> request(String input, Priority priority) {
    return new QueuedRequest<>(input, priority, QueuedRequest.NO_DEADLINE);
  }

  private static QueuedRequest<String, String> expiring(String input, long nanosLeft) {
    return new QueuedRequest<>(input, Priority.ROUTINE, nanosLeft);
  }

  private static List<String> inputs(List<QueuedRequest<String, String>> requests) {
    return requests.stream().map(request -> request.input).toList();
  }

  @Test
  void runsOnePriorityInOrderOfArrival() {
    for (String input : List.of("a", "b", "c")) {
      line.add(request(input, Priority.ROUTINE), 0);
    }

    assertEquals(List.of("a", "b"), inputs(line.removeNext(BatchLimits.of(2))));
    assertEquals(List.of("c"), inputs(line.removeNext(BatchLimits.of(2))));
    assertTrue(line.isEmpty());
  }

  @Test
  void runsTheMoreUrgentFirst() {
    line.add(request("bulk", Priority.BULK), 0);
    line.add(request("routine", Priority.ROUTINE), 1);
    line.add(request("stat", Priority.STAT), 2);

    assertEquals(List.of("stat", "routine", "bulk"), inputs(line.removeNext(BatchLimits.of(3))));
  }

  @Test
  void bulkYieldsToUrgentOnesOnlyForItsHeadStart() {
    line.add(request("bulk", Priority.BULK), 0);
    line.add(request("early stat", Priority.STAT), 9 * SECOND);
    line.add(request("late stat", Priority.STAT), 11 * SECOND);

    assertEquals(
        List.of("early stat", "bulk", "late stat"), inputs(line.removeNext(BatchLimits.of(3))));
  }

  @Test
  void bulkRunsApartAndInLargerBatches() {
    BatchLimits apart = new BatchLimits(2, 3, true);
    line.add(request("aged", Priority.BULK), 0);
    for (String input : List.of("r1", "r2", "r3")) {
      line.add(request(input, Priority.ROUTINE), 9 * SECOND);
    }
    for (String input : List.of("b1", "b2", "b3", "b4")) {
      line.add(request(input, Priority.BULK), 9 * SECOND);
    }

    assertEquals(List.of("aged"), inputs(line.removeNext(apart)));
    assertEquals(List.of("r1", "r2"), inputs(line.removeNext(apart)));
    assertEquals(List.of("r3"), inputs(line.removeNext(apart)));
    assertEquals(List.of("b1", "b2", "b3"), inputs(line.removeNext(apart)));
    assertEquals(List.of("b4"), inputs(line.removeNext(apart)));
  }

  @Test
  void ordersAcrossTheOverflowOfTheClock() {
    line.add(request("first", Priority.ROUTINE), Long.MAX_VALUE - 1);
    line.add(request("second", Priority.ROUTINE), Long.MIN_VALUE + 1);
    line.add(request("stat", Priority.STAT), Long.MIN_VALUE + 2);

    assertEquals(List.of("stat", "first", "second"), inputs(line.removeNext(BatchLimits.of(3))));
    assertEquals(0, line.oldestWaitNanos(Long.MIN_VALUE + 3));
  }

  @Test
  void removesOnlyWhatIsThere() {
    QueuedRequest<String, String> there = request("a", Priority.BULK);
    line.add(there, 0);

    assertTrue(line.remove(there));
    assertFalse(line.remove(there));
    assertTrue(line.isEmpty());
  }

  @Test
  void takesOutWhatHasExpiredAndNothingElse() {
    line.add(expiring("late", 10), 0);
    line.add(expiring("later", 20), 0);
    line.add(request("patient", Priority.ROUTINE), 0);

    assertEquals(List.of(), inputs(line.removeExpired(9)));
    assertEquals(List.of("late"), inputs(line.removeExpired(10)));
    assertEquals(10, line.nanosUntilExpiry(10));
    assertEquals(List.of("later", "patient"), inputs(line.removeNext(BatchLimits.of(9))));
    assertEquals(Long.MAX_VALUE, line.nanosUntilExpiry(10));
  }

  @Test
  void holdsNothingBackByDefault() {
    line.add(request("lone", Priority.BULK), 0);

    assertEquals(0, line.nanosUntilBatch(0, 4));
  }

  @Test
  void holdsBackUntilTheDelayIsOver() {
    WaitingLine<String, String> patient = lineWithDelay(Duration.ofNanos(100));
    patient.add(request("a", Priority.ROUTINE), 0);
    patient.add(request("b", Priority.ROUTINE), 60);

    assertEquals(40, patient.nanosUntilBatch(60, 4));
    assertEquals(0, patient.nanosUntilBatch(100, 4));
  }

  @Test
  void holdsBackNeitherAFullBatchNorAnUrgentRequest() {
    WaitingLine<String, String> patient = lineWithDelay(Duration.ofNanos(100));
    patient.add(request("a", Priority.ROUTINE), 0);
    assertEquals(0, patient.nanosUntilBatch(0, 1));

    patient.add(request("stat", Priority.STAT), 0);
    assertEquals(0, patient.nanosUntilBatch(0, 4));
  }

  @Test
  void tellsTheLongestWait() {
    assertEquals(0, line.oldestWaitNanos(5));
    line.add(request("old bulk", Priority.BULK), 1);
    line.add(request("stat", Priority.STAT), 4);

    assertEquals(4, line.oldestWaitNanos(5));
  }

  @Test
  void givesUpEverythingAtOnce() {
    line.add(request("a", Priority.BULK), 0);
    line.add(expiring("b", 10), 0);

    assertEquals(List.of("a", "b"), inputs(line.removeAll()));
    assertTrue(line.isEmpty());
    assertEquals(List.of(), inputs(line.removeExpired(100)));
  }
}
