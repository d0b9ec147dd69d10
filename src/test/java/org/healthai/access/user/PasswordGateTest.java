package org.healthai.access.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PasswordGateTest {
  private static final int MANY = 200;

  private final ExecutorService pool = Executors.newFixedThreadPool(MANY);
  private final PasswordGate gate = new PasswordGate(2);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void letsTwoWorkSomeWaitAndRefusesTheRest() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    Callable<Boolean> work =
        () -> {
          try {
            return gate.pass(
                () -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  await();
                  inside.decrementAndGet();
                  return true;
                });
          } catch (HealthAiException overload) {
            assertEquals(ErrorCode.OVERLOADED, overload.code());
            assertTrue(overload.retryAfter().isPresent());
            refused.incrementAndGet();
            return false;
          }
        };
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(pool.submit(work));
    }
    while (refused.get() < MANY - 34) {
      Thread.onSpinWait();
    }

    mayEnd.countDown();

    int done = 0;
    for (Future<Boolean> one : all) {
      done += one.get() ? 1 : 0;
    }
    assertEquals(34, done, "2 at work and 32 waiting");
    assertEquals(2, most.get());
  }

  @Test
  void isFreeAgainAfterAFailure() {
    for (int i = 0; i < 5; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              gate.pass(
                  () -> {
                    throw new IllegalStateException("a defect");
                  }));
    }

    assertEquals(7, gate.pass(() -> 7));
  }

  private void await() {
    try {
      mayEnd.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
