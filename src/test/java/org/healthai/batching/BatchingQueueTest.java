package org.healthai.batching;

import static org.healthai.batching.QueueUnderTest.CAPACITY;
import static org.healthai.batching.QueueUnderTest.failureOf;
import static org.healthai.batching.QueueUnderTest.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingQueueTest {
  private final QueueUnderTest setup = new QueueUnderTest();
  private final GatedRunner runner = setup.runner;

  @AfterEach
  void close() {
    setup.close();
  }

  @Test
  void runsALoneRequestAtOnce() {
    var queue = setup.open();

    CompletableFuture<String> answer = queue.submit("film", Priority.BULK);

    assertEquals(List.of("film"), runner.awaitBatch());
    runner.release();
    assertEquals("film!", get(answer));
  }

  @Test
  void runsTogetherWhatWaitsTogether() {
    var queue = setup.openBusy();
    List<CompletableFuture<String>> answers = submitAll(queue, "a", "b", "c", "d");
    runner.releaseAll();

    assertEquals(List.of("a", "b", "c"), runner.awaitBatch());
    assertEquals(List.of("d"), runner.awaitBatch());
    assertEquals(
        List.of("a!", "b!", "c!", "d!"), answers.stream().map(QueueUnderTest::get).toList());
  }

  @Test
  void makesNoBatchLargerThanTheBestOrTheRunnersOwn() {
    setup.costs.learn(1, 100, 120, 300);
    var queue = setup.openBusy();
    submitAll(queue, "a", "b", "c");
    runner.releaseAll();

    assertEquals(List.of("a", "b"), runner.awaitBatch());
    assertEquals(List.of("c"), runner.awaitBatch());
  }

  @Test
  void respectsTheRunnersLimit() {
    runner.maxBatch = 1;
    var queue = setup.openBusy();
    submitAll(queue, "a", "b");
    runner.releaseAll();

    assertEquals(List.of("a"), runner.awaitBatch());
    assertEquals(List.of("b"), runner.awaitBatch());
  }

  @Test
  void runsTheMoreUrgentFirst() {
    var queue = setup.openBusy();
    var bulk = queue.submit("bulk", Priority.BULK);
    var routine = queue.submit("routine", Priority.ROUTINE);
    var stat = queue.submit("stat", Priority.STAT);
    runner.releaseAll();

    assertEquals(List.of("stat", "routine", "bulk"), runner.awaitBatch());
    assertEquals(
        List.of("bulk!", "routine!", "stat!"), List.of(get(bulk), get(routine), get(stat)));
  }

  @Test
  void bulkIsRunInTheEndHoweverManyUrgentOnesCome() {
    var queue = setup.openBusy();
    var bulk = queue.submit("bulk", Priority.BULK);
    setup.nanoTime.advance(Duration.ofHours(5));
    submitUrgent(queue, "s1", "s2", "s3");
    runner.releaseAll();

    assertEquals(List.of("bulk", "s1", "s2"), runner.awaitBatch());
    assertEquals("bulk!", get(bulk));
  }

  @Test
  void holdsBackOnlyUntilTheBatchIsFull() {
    setup.maxQueueDelay = Duration.ofHours(1);
    var queue = setup.open();
    submitAll(queue, "a", "b");
    assertTrue(runner.nothingStarted());

    submitAll(queue, "c");

    assertEquals(List.of("a", "b", "c"), runner.awaitBatch());
  }

  @Test
  void anUrgentRequestEndsTheHoldBack() {
    setup.maxQueueDelay = Duration.ofHours(1);
    var queue = setup.open();
    submitAll(queue, "a");

    submitUrgent(queue, "stat");

    assertEquals(List.of("stat", "a"), runner.awaitBatch());
  }

  @Test
  void neverRunsARequestWhoseDeadlinePassed() {
    var queue = setup.openBusy();
    var late = queue.submit("late", Priority.STAT, Duration.ofSeconds(1));
    var patient = queue.submit("patient", Priority.ROUTINE, Duration.ofSeconds(3));
    setup.nanoTime.advance(Duration.ofSeconds(1));
    runner.releaseAll();

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(late).code());
    assertEquals("patient!", get(patient));
    assertEquals(List.of("patient"), runner.awaitBatch());
    assertEquals(1, queue.statistics().counts().expired());
  }

  @Test
  void refusesADeadlineThatHasPassedAlready() {
    var queue = setup.open();

    var late = queue.submit("late", Priority.STAT, Duration.ZERO);

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(late).code());
    assertTrue(runner.nothingStarted());
  }

  @Test
  void takesADeadlineInTheFarFuture() {
    runner.releaseAll();
    var queue = setup.open();

    assertEquals(
        "film!", get(queue.submit("film", Priority.STAT, Duration.ofSeconds(Long.MAX_VALUE))));
  }

  @Test
  void refusesWhenFullAndSaysWhenToComeBack() {
    setup.costs.learn(1, seconds(4), seconds(5), seconds(6));
    var queue = setup.openBusy();
    fill(queue);
    setup.nanoTime.advance(Duration.ofSeconds(1));

    HealthAiException refusal = failureOf(queue.submit("one too many", Priority.STAT));

    assertEquals(ErrorCode.OVERLOADED, refusal.code());
    // 3 s left of the running one, then a batch of 3 and a batch of 2
    assertEquals(Optional.of(Duration.ofSeconds(3 + 6 + 5)), refusal.retryAfter());
    assertEquals(1, queue.statistics().counts().refused());
  }

  @Test
  void asksToComeBackInASecondAtTheEarliest() {
    var queue = setup.openBusy();
    fill(queue);

    HealthAiException refusal = failureOf(queue.submit("one too many", Priority.STAT));

    assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
  }

  @Test
  void anExpiredRequestGivesItsPlaceAway() {
    var queue = setup.openBusy();
    fill(queue, CAPACITY - 1);
    var late = queue.submit("late", Priority.ROUTINE, Duration.ofSeconds(1));
    setup.nanoTime.advance(Duration.ofSeconds(2));

    var fresh = queue.submit("fresh", Priority.STAT);

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(late).code());
    runner.releaseAll();
    assertEquals("fresh!", get(fresh));
  }

  @Test
  void aCancelledRequestLeavesTheQueue() {
    var queue = setup.openBusy();
    var given = queue.submit("given up", Priority.ROUTINE);
    var other = queue.submit("other", Priority.ROUTINE);

    assertTrue(given.cancel(false));

    assertEquals(1, queue.statistics().depth());
    assertEquals(1, queue.statistics().counts().cancelled());
    runner.releaseAll();
    assertEquals(List.of("other"), runner.awaitBatch());
    assertEquals("other!", get(other));
  }

  @Test
  void cancellingWhatRunsDisturbsNobody() {
    var queue = setup.open();
    var running = queue.submit("running", Priority.ROUTINE);
    runner.awaitBatch();
    assertTrue(running.cancel(false));
    runner.releaseAll();

    assertEquals("next!", get(queue.submit("next", Priority.ROUTINE)));
  }

  @Test
  void aFailingBatchFailsItsMembersOnly() {
    var queue = setup.openBusy();
    List<CompletableFuture<String>> doomed = submitAll(queue, "a", "b", "c");
    runner.release();
    runner.awaitBatch();
    runner.answers =
        inputs -> {
          throw new IllegalStateException("cannot");
        };
    var after = queue.submit("after", Priority.ROUTINE);
    runner.release();
    doomed.forEach(future -> assertEquals(ErrorCode.INTERNAL_ERROR, failureOf(future).code()));

    runner.awaitBatch();
    runner.answers = inputs -> inputs;
    runner.release();

    assertEquals("after", get(after));
    assertEquals(0, runner.closings.get());
    assertEquals(3, queue.statistics().counts().failed());
  }

  @Test
  void keepsTheCodeOfAKnownFailure() {
    HealthAiException known = new HealthAiException(ErrorCode.IMAGE_UNREADABLE, "no");
    runner.answers =
        inputs -> {
          throw known;
        };
    runner.releaseAll();

    assertEquals(known, failureOf(setup.open().submit("film", Priority.STAT)));
  }

  @Test
  void takesAWrongNumberOfAnswersForAFailure() {
    runner.answers = inputs -> List.of();
    runner.releaseAll();

    HealthAiException failure = failureOf(setup.open().submit("film", Priority.STAT));

    assertEquals(ErrorCode.INTERNAL_ERROR, failure.code());
  }

  @Test
  void continuationsDoNotRunOnTheWorkerThread() {
    var queue = setup.openBusy();
    var thread =
        queue
            .submit("film", Priority.ROUTINE)
            .thenApply(answer -> Thread.currentThread().getName());
    runner.releaseAll();

    assertEquals("completions", get(thread));
  }

  @Test
  void answersEvenWhenTheCompletionsExecutorIsGone() {
    var queue = setup.openBusy();
    var answer = queue.submit("film", Priority.ROUTINE);
    setup.completions.shutdown();
    runner.releaseAll();

    assertEquals("film!", get(answer));
  }

  @Test
  void tellsWhatGoesOn() {
    setup.costs.learn(1, seconds(1), seconds(1), seconds(1));
    var queue = setup.openBusy();
    submitAll(queue, "a", "b");
    setup.nanoTime.advance(Duration.ofMillis(250));

    QueueStatistics busy = queue.statistics();

    assertEquals(QueueState.OPEN, busy.state());
    assertTrue(busy.busy());
    assertEquals(1, busy.running());
    assertEquals(2, busy.depth());
    assertEquals(Duration.ofMillis(250), busy.oldestWait());
    assertEquals(CAPACITY, busy.capacity());
  }

  @Test
  void estimatesTheWaitOfEachPriority() {
    setup.costs.learn(1, seconds(1), seconds(2), seconds(3));
    var queue = setup.openBusy();
    var unused = queue.submit("bulk", Priority.BULK);
    submitAll(queue, "a", "b");
    setup.nanoTime.advance(Duration.ofMillis(250));

    assertEquals(
        Map.of(
            Priority.STAT, Duration.ofMillis(750),
            Priority.ROUTINE, Duration.ofMillis(750 + 2000),
            Priority.BULK, Duration.ofMillis(750 + 3000)),
        queue.estimatedWaits());
  }

  @Test
  void estimatesNoWaitForAnIdleQueue() {
    setup.costs.learn(1, seconds(1), seconds(1), seconds(1));

    assertEquals(Set.of(Duration.ZERO), Set.copyOf(setup.open().estimatedWaits().values()));
  }

  @Test
  void countsAndReportsBatches() {
    var queue = setup.openBusy();
    List<CompletableFuture<String>> answers = submitAll(queue, "a", "b");
    setup.nanoTime.advance(Duration.ofSeconds(2));
    runner.releaseAll();
    answers.forEach(QueueUnderTest::get);

    QueueStatistics after = queue.statistics();

    assertFalse(after.busy());
    assertEquals(Map.of(1, 1L, 2, 1L), after.batchesBySize());
    assertEquals(3, after.counts().completed());
    assertEquals(Duration.ofSeconds(4), after.counts().totalWait());
    List<BatchRun> heard = new ArrayList<>(setup.heard);
    assertEquals(List.of(1, 2), heard.stream().map(BatchRun::size).toList());
    assertEquals(Duration.ofSeconds(2), heard.get(0).duration());
    assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)), heard.get(1).waits());
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }

  private static List<CompletableFuture<String>> submitAll(
      BatchingQueue<String, String> queue, String... inputs) {
    return List.of(inputs).stream().map(input -> queue.submit(input, Priority.ROUTINE)).toList();
  }

  private static void submitUrgent(BatchingQueue<String, String> queue, String... inputs) {
    for (String input : inputs) {
      var unused = queue.submit(input, Priority.STAT);
    }
  }

  private static void fill(BatchingQueue<String, String> queue) {
    fill(queue, CAPACITY);
  }

  private static void fill(BatchingQueue<String, String> queue, int count) {
    for (int i = 0; i < count; i++) {
      var unused = queue.submit("filler " + i, Priority.ROUTINE);
    }
  }
}
