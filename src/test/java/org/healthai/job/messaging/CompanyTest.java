package org.healthai.job.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.State;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CompanyTest {
  private static final long LONG = 60;

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void ordinaryFilmsAreWorkedOnTogether() throws InterruptedException {
    Company company = new Company(LONG);

    company.work(false, () -> workUnchecked(company, false, "inner"));

    assertEquals(List.of("inner"), log);
  }

  @Test
  void aSuspectWaitsForTheOthersAndKeepsThemAway() throws InterruptedException {
    Company company = new Company(LONG);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread ordinary = start(company, false, "ordinary", goOn);
    awaitState(ordinary, "ordinary", State.WAITING);
    Thread suspect = start(company, true, "suspect", new CountDownLatch(0));
    awaitState(suspect, "suspect", State.TIMED_WAITING);
    Thread late = start(company, false, "late", new CountDownLatch(0));
    awaitState(late, "late", State.TIMED_WAITING);

    goOn.countDown();
    for (Thread thread : List.of(ordinary, suspect, late)) {
      thread.join();
    }

    assertEquals(
        List.of("ordinary", "ordinary ends", "suspect", "suspect ends"), log.subList(0, 4));
    assertEquals(List.of("late", "late ends"), log.subList(4, 6));
  }

  @Test
  void nobodyWaitsForEver() throws InterruptedException {
    Company impatient = new Company(0);

    impatient.work(true, () -> workUnchecked(impatient, false, "beside a suspect"));
    impatient.work(false, () -> workUnchecked(impatient, true, "a suspect beside"));

    assertEquals(List.of("beside a suspect", "a suspect beside"), log);
  }

  @Test
  void whatFailsLeavesItsPlace() throws InterruptedException {
    Company company = new Company(LONG);
    assertThrows(
        IllegalStateException.class,
        () ->
            company.work(
                true,
                () -> {
                  throw new IllegalStateException("wanted");
                }));

    company.work(true, () -> log.add("next"));

    assertEquals(List.of("next"), log);
  }

  private void workUnchecked(Company company, boolean apart, String name) {
    try {
      company.work(apart, () -> log.add(name));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Thread start(Company company, boolean apart, String name, CountDownLatch until) {
    Thread thread =
        new Thread(
            () ->
                assertTrue(
                    run(
                        company,
                        apart,
                        () -> {
                          log.add(name);
                          awaitUnchecked(until);
                          log.add(name + " ends");
                        })),
            name);
    thread.start();
    return thread;
  }

  private static boolean run(Company company, boolean apart, Runnable work) {
    try {
      company.work(apart, work);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitState(Thread thread, String name, State state) {
    while (thread.getState() != state) {
      assertTrue(thread.isAlive(), name);
      Thread.onSpinWait();
    }
  }
}
