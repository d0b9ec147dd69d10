package org.healthai.batching;

import static org.healthai.batching.QueueUnderTest.failureOf;
import static org.healthai.batching.QueueUnderTest.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opening, dying, restarting, draining. */
class BatchingQueueLifecycleTest {
  private final QueueUnderTest setup = new QueueUnderTest();
  private final GatedRunner runner = setup.runner;
  private final AtomicInteger openings = new AtomicInteger();

  @AfterEach
  void close() {
    setup.close();
  }

  private GatedRunner countedRunner() {
    openings.incrementAndGet();
    return runner;
  }

  private void dieInEveryBatch() {
    runner.answers =
        inputs -> {
          throw new StackOverflowError("dead");
        };
  }

  @Test
  void opensUsesAndClosesTheRunnerOnOneThread() {
    List<String> threads = new CopyOnWriteArrayList<>();
    setup.opener =
        () -> {
          threads.add(Thread.currentThread().getName());
          return runner;
        };
    var queue = setup.open();

    get(queue.opened());
    queue.close();

    assertEquals(List.of("worker"), threads);
    assertEquals(1, runner.closings.get());
    assertEquals(QueueState.CLOSED, queue.statistics().state());
  }

  @Test
  void takesRequestsWhileTheRunnerIsBeingOpened() {
    CountDownLatch mayOpen = new CountDownLatch(1);
    setup.opener =
        () -> {
          awaitUninterruptibly(mayOpen);
          return runner;
        };
    runner.releaseAll();
    var queue = setup.open();
    var early = queue.submit("early", Priority.ROUTINE);
    assertEquals(QueueState.OPENING, queue.statistics().state());
    assertFalse(early.isDone());

    mayOpen.countDown();

    assertEquals("early!", get(early));
  }

  @Test
  void isBrokenWhenTheRunnerCannotBeOpened() {
    HealthAiException reason = new HealthAiException(ErrorCode.MODEL_REFUSED, "golden case");
    setup.opener =
        () -> {
          throw reason;
        };
    var queue = setup.open();

    assertEquals(reason, failureOf(queue.opened()));
    get(queue.ended());
    assertEquals(QueueState.BROKEN, queue.statistics().state());
    HealthAiException refusal = failureOf(queue.submit("film", Priority.STAT));
    assertEquals(ErrorCode.MODEL_NOT_READY, refusal.code());
    assertTrue(refusal.retryAfter().isEmpty());
  }

  @Test
  void startsAnotherWorkerWhenOneDies() {
    setup.opener = this::countedRunner;
    dieInEveryBatch();
    var queue = setup.open();
    var doomed = queue.submit("doomed", Priority.ROUTINE);
    runner.awaitBatch();
    var survivor = queue.submit("survivor", Priority.ROUTINE);
    runner.release();

    assertEquals(ErrorCode.INTERNAL_ERROR, failureOf(doomed).code());
    runner.awaitBatch();
    runner.answers = inputs -> inputs;
    runner.release();

    assertEquals("survivor", get(survivor));
    assertEquals(2, openings.get());
    assertEquals(1, runner.closings.get());
    assertEquals(QueueState.OPEN, queue.statistics().state());
  }

  @Test
  void isBrokenWhenWorkersDieInARow() {
    setup.opener = this::countedRunner;
    dieInEveryBatch();
    runner.maxBatch = 1;
    runner.releaseAll();
    var queue = setup.open();
    for (int i = 0; i < WorkerLifecycle.MAX_DEATHS_IN_A_ROW; i++) {
      failureOf(queue.submit("doomed " + i, Priority.ROUTINE));
    }

    get(queue.ended());

    assertEquals(QueueState.BROKEN, queue.statistics().state());
    assertEquals(WorkerLifecycle.MAX_DEATHS_IN_A_ROW, openings.get());
    assertEquals(WorkerLifecycle.MAX_DEATHS_IN_A_ROW, runner.closings.get());
    assertEquals(
        ErrorCode.MODEL_NOT_READY, failureOf(queue.submit("next", Priority.ROUTINE)).code());
  }

  @Test
  void isBrokenWhenThereIsNoThread() {
    QueueRuntime runtime =
        new QueueRuntime(
            task -> {
              throw new OutOfMemoryError("no native thread");
            },
            Runnable::run,
            setup.nanoTime);
    setup.open();

    try (var queue =
        new BatchingQueue<>(
            () -> runner,
            new CostTable(1),
            BatchingSettings.defaults(),
            runtime,
            BatchListener.NONE)) {
      assertEquals(QueueState.BROKEN, queue.statistics().state());
      assertTrue(queue.opened().isCompletedExceptionally());
    }
  }

  @Test
  void aFailingListenerCostsNobodyTheAnswer() {
    QueueRuntime runtime = new QueueRuntime(Thread::new, setup.completions, setup.nanoTime);
    runner.releaseAll();
    setup.open();

    try (var queue =
        new BatchingQueue<>(
            () -> runner,
            new CostTable(1),
            BatchingSettings.defaults(),
            runtime,
            run -> {
              throw new IllegalStateException("metrics are down");
            })) {
      assertEquals("a!", get(queue.submit("a", Priority.ROUTINE)));
      assertEquals("b!", get(queue.submit("b", Priority.ROUTINE)));
    }
  }

  @Test
  void closingFinishesWhatIsQueued() {
    var queue = setup.openBusy();
    var queued = queue.submit("queued", Priority.BULK);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(queue::close);
    awaitState(queue, QueueState.DRAINING);

    HealthAiException refusal = failureOf(queue.submit("too late", Priority.STAT));
    assertEquals(ErrorCode.MODEL_NOT_READY, refusal.code());
    assertTrue(refusal.retryAfter().isPresent());
    runner.releaseAll();

    assertEquals("queued!", get(queued));
    get(closing);
    assertEquals(1, runner.closings.get());
    assertEquals(QueueState.CLOSED, queue.statistics().state());
  }

  @Test
  void closingDoesNotHoldBackWhatWaitsForCompany() {
    setup.maxQueueDelay = Duration.ofHours(1);
    runner.releaseAll();
    var queue = setup.open();
    var alone = queue.submit("alone", Priority.ROUTINE);

    queue.close();

    assertEquals("alone!", get(alone));
  }

  @Test
  void afterTheDrainTimeoutNobodyIsLeftWaiting() {
    setup.drainTimeout = Duration.ZERO;
    var queue = setup.open();
    var running = queue.submit("running", Priority.ROUTINE);
    runner.awaitBatch();
    var queued = queue.submit("queued", Priority.ROUTINE);

    queue.close();

    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(running).code());
    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(queued).code());
    assertEquals(0, runner.closings.get());
    runner.release();
    get(queue.ended());
    assertEquals(1, runner.closings.get());
  }

  @Test
  void anInterruptedCloserRefusesTheRestAndStaysInterrupted() {
    var queue = setup.openBusy();
    var queued = queue.submit("queued", Priority.ROUTINE);
    Thread.currentThread().interrupt();

    queue.close();

    assertTrue(Thread.interrupted());
    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(queued).code());
  }

  @Test
  void aWorkerThatDiesWhileDrainingLeavesNobodyWaiting() {
    runner.maxBatch = 1;
    var queue = setup.openBusy();
    var queued = queue.submit("queued", Priority.ROUTINE);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(queue::close);
    awaitState(queue, QueueState.DRAINING);
    dieInEveryBatch();
    runner.releaseAll();

    get(closing);

    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(queued).code());
    assertEquals(QueueState.CLOSED, queue.statistics().state());
  }

  @Test
  void closingTwiceDoesNothingMore() {
    var queue = setup.open();

    queue.close();
    queue.close();

    assertEquals(1, runner.closings.get());
  }

  private static void awaitState(BatchingQueue<?, ?> queue, QueueState wanted) {
    while (queue.statistics().state() != wanted) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
