package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.State;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate();

  @Test
  void letsPassWhileItIsOpen() {
    gate.pass();
    gate.close();
    gate.open();
    gate.pass();
  }

  /** An interrupt meanwhile is kept and does not open the gate. */
  @Test
  void holdsUpUntilItIsOpened() throws InterruptedException {
    AtomicBoolean opened = new AtomicBoolean();
    AtomicBoolean inOrder = new AtomicBoolean();
    gate.close();
    Thread passer =
        new Thread(
            () -> {
              gate.pass();
              inOrder.set(opened.get() && Thread.currentThread().isInterrupted());
            });
    passer.start();
    awaitWaiting(passer);
    passer.interrupt();
    awaitWaiting(passer);
    assertFalse(inOrder.get());

    opened.set(true);
    gate.open();
    passer.join(20_000);

    assertEquals(State.TERMINATED, passer.getState());
    assertTrue(inOrder.get());
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != State.WAITING) {
      assertTrue(thread.isAlive());
      Thread.onSpinWait();
    }
  }
}
