package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {
  private static final Duration HEAD_START = Duration.ofSeconds(3);
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final AtomicLong now = new AtomicLong();
  private final List<String> started = new ArrayList<>();

  @Test
  void refusesWhatIsTooMuchAndSaysWhenToComeAgain() {
    AdmissionQueue queue = queue(1, 1);
    CompletableFuture<String> first = new CompletableFuture<>();
    submit(queue, "first", Priority.ROUTINE, first);
    submit(queue, "second", Priority.ROUTINE, new CompletableFuture<>());

    CompletableFuture<String> third =
        submit(queue, "third", Priority.STAT, new CompletableFuture<>());

    HealthAiException refusal = failureOf(third);
    assertEquals(ErrorCode.OVERLOADED, refusal.code());
    assertTrue(refusal.retryAfter().isPresent());
    assertEquals(List.of("first"), started);
  }

  @Test
  void retryAfterGrowsWithWhatTasksCost() {
    AdmissionQueue queue = queue(1, 1);
    CompletableFuture<String> slow = new CompletableFuture<>();
    submit(queue, "slow", Priority.ROUTINE, slow);
    now.addAndGet(Duration.ofSeconds(100).toNanos());
    slow.complete("done");
    submit(queue, "running", Priority.ROUTINE, new CompletableFuture<>());
    submit(queue, "waiting", Priority.ROUTINE, new CompletableFuture<>());

    HealthAiException refusal =
        failureOf(submit(queue, "refused", Priority.ROUTINE, new CompletableFuture<>()));

    assertEquals(Duration.ofSeconds(10), refusal.retryAfter().orElseThrow());
  }

  @Test
  void startsTheNextWhenOneEndsWhicheverWay() {
    AdmissionQueue queue = queue(1, 10);
    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletableFuture<String> result = submit(queue, "failing", Priority.ROUTINE, failing);
    submit(queue, "next", Priority.ROUTINE, new CompletableFuture<>());

    failing.completeExceptionally(new IllegalStateException());

    assertTrue(result.isCompletedExceptionally());
    assertEquals(List.of("failing", "next"), started);
    assertEquals(1, queue.running());
    assertEquals(0, queue.waiting());
  }

  @Test
  void countsWorkThatCannotBeStartedAsEnded() {
    AdmissionQueue queue = queue(1, 10);

    CompletableFuture<String> result =
        queue.submit(
            Priority.ROUTINE,
            () -> {
              throw new IllegalStateException();
            });

    assertTrue(result.isCompletedExceptionally());
    assertEquals(0, queue.running());
  }

  @Test
  void urgentWorkPassesButNobodyStarves() {
    AdmissionQueue queue = queue(1, 10);
    CompletableFuture<String> running = new CompletableFuture<>();
    submit(queue, "running", Priority.ROUTINE, running);
    submit(queue, "bulk", Priority.BULK, CompletableFuture.completedFuture(""));
    submit(queue, "routine", Priority.ROUTINE, CompletableFuture.completedFuture(""));
    submit(queue, "stat", Priority.STAT, CompletableFuture.completedFuture(""));
    now.addAndGet(HEAD_START.multipliedBy(2).toNanos() + 1);
    submit(queue, "late stat", Priority.STAT, CompletableFuture.completedFuture(""));

    running.complete("");

    assertEquals(List.of("running", "stat", "routine", "bulk", "late stat"), started);
  }

  /** Films of a job end together; who came meanwhile would wait for all of them. */
  @Test
  void bulkNeverTakesAllTheRoom() {
    AdmissionQueue queue = queue(4, 10);
    CompletableFuture<String> first = new CompletableFuture<>();
    submit(queue, "bulk", Priority.BULK, first);
    wait(queue, 3, Priority.BULK);
    assertEquals(List.of("bulk", "film", "film"), started);
    assertTrue(queue.estimatedWait(Priority.ROUTINE).isZero());

    submit(queue, "routine", Priority.ROUTINE, new CompletableFuture<>());
    assertEquals("routine", started.get(3));
    submit(queue, "stat", Priority.STAT, new CompletableFuture<>());
    first.complete("");

    assertEquals(List.of("bulk", "film", "film", "routine", "stat"), started);
    assertEquals(1, queue.waiting());
  }

  @Test
  void bulkThatWaitsStartsWhenBulkEnds() {
    AdmissionQueue queue = queue(2, 10);
    CompletableFuture<String> routine = new CompletableFuture<>();
    CompletableFuture<String> bulk = new CompletableFuture<>();
    submit(queue, "routine", Priority.ROUTINE, routine);
    submit(queue, "bulk", Priority.BULK, bulk);
    submit(queue, "next bulk", Priority.BULK, new CompletableFuture<>());

    routine.complete("");
    assertEquals(List.of("routine", "bulk"), started);
    bulk.complete("");

    assertEquals(List.of("routine", "bulk", "next bulk"), started);
    assertEquals(1, queue.running());
  }

  @Test
  void keepsTheOrderOfArrivalWithinAPriority() {
    AdmissionQueue queue = queue(1, 100);
    CompletableFuture<String> running = new CompletableFuture<>();
    submit(queue, "running", Priority.ROUTINE, running);
    for (int i = 0; i < 20; i++) {
      submit(queue, "film " + i, Priority.ROUTINE, CompletableFuture.completedFuture(""));
    }

    running.complete("");

    assertEquals("film 0", started.get(1));
    assertEquals("film 19", started.get(20));
    assertFalse(queue.running() > 0);
  }

  @Test
  void worksOffABurstHoweverLongItsLastFilmWaits() {
    AdmissionQueue queue = queueOfSecondLongTasks();

    for (int i = 0; i < 50; i++) {
      assertTrue(queue.findRefusal(Priority.ROUTINE).isEmpty());
      submit(queue, "film", Priority.ROUTINE, new CompletableFuture<>());
    }
  }

  @Test
  void refusesWhatWouldWaitTooLongOnceOverloadLasts() {
    AdmissionQueue queue = queueOfSecondLongTasks();
    wait(queue, 50, Priority.ROUTINE);

    now.addAndGet(MAX_WAIT.toNanos() + 1);

    HealthAiException refusal = queue.findRefusal(Priority.ROUTINE).orElseThrow();
    assertEquals(ErrorCode.OVERLOADED, refusal.code());
    assertTrue(refusal.retryAfter().orElseThrow().compareTo(MAX_WAIT) > 0);
  }

  @Test
  void lastingBulkIsHeldBackAndUrgentFilmsAreNot() {
    AdmissionQueue queue = queueOfSecondLongTasks();
    wait(queue, 50, Priority.BULK);

    now.addAndGet(MAX_WAIT.toNanos() + 1);

    assertTrue(queue.findRefusal(Priority.STAT).isEmpty(), "it would be the next");
    assertTrue(queue.findRefusal(Priority.BULK).isPresent(), "bulk would wait behind all of them");
  }

  /** A client that offers ten times what the server can do, for a minute, all of it bulk. */
  @Test
  void lastingBulkNeverShutsMoreUrgentFilmsOut() {
    AdmissionQueue queue = queueOfSecondLongTasks();
    Deque<CompletableFuture<String>> running = new ArrayDeque<>();
    int letIn = 0;
    for (int second = 0; second < 60; second++) {
      for (int film = 0; film < 10; film++) {
        if (queue.findRefusal(Priority.BULK).isEmpty()) {
          CompletableFuture<String> task = new CompletableFuture<>();
          queue.submit(
              Priority.BULK,
              () -> {
                running.add(task);
                return task;
              });
          letIn++;
        }
      }
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      running.remove().complete("");
      assertTrue(queue.findRefusal(Priority.STAT).isEmpty(), "stat at " + second);
      assertTrue(queue.findRefusal(Priority.ROUTINE).isEmpty(), "routine at " + second);
    }
    assertTrue(letIn >= 60, "bulk keeps the machine busy: " + letIn);
  }

  @Test
  void refusesEveryPriorityWhenAsManyWaitAsMay() {
    AdmissionQueue queue = queue(1, 2);
    wait(queue, 3, Priority.BULK);

    for (Priority priority : Priority.values()) {
      assertEquals(ErrorCode.OVERLOADED, queue.findRefusal(priority).orElseThrow().code());
    }
  }

  @Test
  void filmsThatTimedOutTakeNobodysPlace() {
    AdmissionQueue queue = queue(1, 2);
    submit(queue, "running", Priority.ROUTINE, new CompletableFuture<>());
    for (int i = 0; i < 2; i++) {
      submit(queue, "late", Priority.ROUTINE, new CompletableFuture<>())
          .completeExceptionally(new TimeoutException());
    }

    assertTrue(queue.findRefusal(Priority.ROUTINE).isEmpty());
    assertFalse(
        submit(queue, "next", Priority.ROUTINE, new CompletableFuture<>())
            .isCompletedExceptionally());
  }

  @Test
  void filmsThatFailAtOnceDoNotMakeWaitsLookShort() {
    AdmissionQueue queue = queueOfSecondLongTasks();
    for (int i = 0; i < 100; i++) {
      submit(queue, "late", Priority.ROUTINE, CompletableFuture.failedFuture(new Exception()));
    }
    wait(queue, 50, Priority.ROUTINE);

    now.addAndGet(MAX_WAIT.toNanos() + 1);

    assertTrue(queue.findRefusal(Priority.ROUTINE).isPresent());
  }

  @Test
  void overloadIsOverWhenNobodyWaits() {
    AdmissionQueue queue = queueOfSecondLongTasks();
    CompletableFuture<String> running = new CompletableFuture<>();
    submit(queue, "running", Priority.ROUTINE, running);
    for (int i = 0; i < 50; i++) {
      submit(queue, "film", Priority.ROUTINE, CompletableFuture.completedFuture(""));
    }
    now.addAndGet(MAX_WAIT.toNanos() + 1);
    running.complete("");

    wait(queue, 50, Priority.ROUTINE);

    assertTrue(queue.findRefusal(Priority.ROUTINE).isEmpty());
  }

  /** One runs, the others wait; none ends. */
  private void wait(AdmissionQueue queue, int films, Priority priority) {
    for (int i = 0; i < films; i++) {
      submit(queue, "film", priority, new CompletableFuture<>());
    }
  }

  /** It has learnt what a task takes. */
  private AdmissionQueue queueOfSecondLongTasks() {
    AdmissionQueue queue = queue(1, 100);
    for (int i = 0; i < 50; i++) {
      CompletableFuture<String> task = new CompletableFuture<>();
      submit(queue, "task", Priority.ROUTINE, task);
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      task.complete("");
    }
    return queue;
  }

  private CompletableFuture<String> submit(
      AdmissionQueue queue, String name, Priority priority, CompletableFuture<String> stage) {
    return queue.submit(
        priority,
        () -> {
          started.add(name);
          return stage;
        });
  }

  private static HealthAiException failureOf(CompletableFuture<?> future) {
    return (HealthAiException) assertThrows(ExecutionException.class, future::get).getCause();
  }

  private AdmissionQueue queue(int maxRunning, int maxWaiting) {
    return new AdmissionQueue(
        new PipelineSettings(maxRunning, maxWaiting, MAX_WAIT, HEAD_START, 1), now::get);
  }
}
