package org.healthai.prediction.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.LogRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final RuntimeException AWAY = new IllegalStateException("secret://user:password");

  private final ManualTimer timer = new ManualTimer();
  private final LogRecords log = LogRecords.of(Circuit.class);
  private boolean up = true;
  private int probes;
  private final Circuit circuit =
      new Circuit(
          "the store",
          () -> {
            probes++;
            if (!up) {
              throw AWAY;
            }
          },
          timer);

  @AfterEach
  void showLogsAgain() {
    log.close();
  }

  @Test
  void isOpenUntilAProbeInTheBackgroundSucceeds() {
    circuit.start();

    assertFalse(circuit.isClosed());
    assertEquals(0, probes);
    timer.runNext();
    assertTrue(circuit.isClosed());
    assertEquals(List.of(Duration.ZERO), timer.delays);
  }

  @Test
  void opensAtTheFirstFailureAndProbesUntilItAnswers() {
    close();
    up = false;
    circuit.open(AWAY);

    assertFalse(circuit.isClosed());
    timer.runNext();
    timer.runNext();
    assertFalse(circuit.isClosed());
    up = true;
    timer.runNext();
    assertTrue(circuit.isClosed());
    assertEquals(0, timer.waiting());
  }

  @Test
  void manyFailuresMakeOneProbe() {
    close();
    for (int i = 0; i < 10; i++) {
      circuit.open(AWAY);
    }

    assertEquals(1, timer.waiting());
  }

  @Test
  void logsEachChangeOnceAndNoSecret() {
    close();
    up = false;
    circuit.open(AWAY);
    circuit.open(AWAY);
    timer.runNext();
    timer.runNext();
    up = true;
    timer.runNext();

    assertEquals(
        List.of(
            "the store answers",
            "the store does not answer (IllegalStateException); it is not asked until it does",
            "the store answers"),
        log.messages());
  }

  @Test
  void logsThatItNeverAnswered() {
    up = false;
    circuit.start();
    timer.runNext();
    timer.runNext();

    assertEquals(1, log.messages().size());
  }

  @Test
  void probesNoMoreOnceStopped() {
    close();
    circuit.open(AWAY);
    circuit.stop();
    timer.runNext();

    assertEquals(1, probes);
    assertFalse(circuit.isClosed());
    assertEquals(0, timer.waiting());
  }

  @Test
  void aStoppingServerCostsNobodyAnAnswer() {
    Circuit late =
        new Circuit(
            "the store",
            () -> {},
            (delay, task) -> {
              throw new RejectedExecutionException();
            });

    late.start();

    assertFalse(late.isClosed());
  }

  private void close() {
    circuit.start();
    timer.runNext();
  }
}
