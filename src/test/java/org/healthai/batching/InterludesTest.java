package org.healthai.batching;

import static org.healthai.batching.QueueUnderTest.failureOf;
import static org.healthai.batching.QueueUnderTest.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes between the requests of a bulk batch that runs. */
class InterludesTest {
  private final QueueUnderTest setup = new QueueUnderTest();
  private final GatedRunner runner = setup.runner;
  private BatchingQueue<String, String> queue;
  private CompletableFuture<String> bulk;

  @BeforeEach
  void runABulkBatch() {
    runner.givesWay = true;
    setup.costs.learn(1, 10);
    setup.drainTimeout = Duration.ofMillis(10);
    queue = setup.open();
    bulk = queue.submit("bulk", Priority.BULK);
    assertEquals(List.of("bulk"), runner.awaitBatch());
  }

  @AfterEach
  void close() {
    setup.close();
  }

  @Test
  void anUrgentRequestComesBetween() {
    var routine = queue.submit("routine", Priority.ROUTINE);
    runner.release();

    assertEquals(List.of("routine"), runner.awaitBatch());
    assertFalse(bulk.isDone());
    assertEquals(2, queue.statistics().running());
    runner.release();
    assertEquals("routine!", get(routine));
    assertEquals("bulk!", get(bulk));
  }

  @Test
  void otherBulkRequestsDoNot() {
    queue.submit("more", Priority.BULK);
    runner.release();

    assertEquals("bulk!", get(bulk));
    assertEquals(List.of("more"), runner.awaitBatch());
  }

  @Test
  void nobodyPassesABulkRequestThatHasWaitedTooLong() {
    queue.submit("old", Priority.BULK);
    setup.nanoTime.advance(Duration.ofHours(5));
    queue.submit("routine", Priority.ROUTINE);
    runner.release();

    assertEquals("bulk!", get(bulk));
    assertEquals(List.of("old"), runner.awaitBatch());
    runner.release();
    assertEquals(List.of("routine"), runner.awaitBatch());
  }

  @Test
  void theBatchGoesOnAfterSome() {
    Stream.of("1", "2", "3", "4", "5").forEach(film -> queue.submit(film, Priority.STAT));
    runner.release();
    assertEquals(List.of("1"), runner.awaitBatch());
    runner.releaseAll();

    assertEquals(List.of("2"), runner.awaitBatch());
    assertEquals(List.of("3"), runner.awaitBatch());
    assertEquals(List.of("4"), runner.awaitBatch());
    assertEquals("bulk!", get(bulk));
    assertEquals(List.of("5"), runner.awaitBatch());
  }

  /** One at a time is the best here, but nobody waits for these. */
  @Test
  void bulkBatchesAreAsLargeAsTheRunnerTakes() {
    List.of("a", "b", "c", "d").forEach(film -> queue.submit(film, Priority.BULK));
    runner.releaseAll();

    assertEquals(List.of("a", "b", "c"), runner.awaitBatch());
    assertEquals(List.of("d"), runner.awaitBatch());
  }

  /** Otherwise the fifth would wait for all that is left of a large batch. */
  @Test
  void moreComesBetweenALargerBatch() {
    List<CompletableFuture<String>> large =
        Stream.of("a", "b", "c").map(film -> queue.submit(film, Priority.BULK)).toList();
    runner.release();
    assertEquals(List.of("a", "b", "c"), runner.awaitBatch());
    Stream.of("1", "2", "3", "4", "5").forEach(film -> queue.submit(film, Priority.STAT));
    for (String film : List.of("1", "2", "3", "4", "5")) {
      runner.release();
      assertEquals(List.of(film), runner.awaitBatch());
    }

    assertFalse(large.get(0).isDone());
    runner.releaseAll();
    assertEquals("c!", get(large.get(2)));
  }

  @Test
  void whatFailsBetweenFailsAlone() {
    runner.answers =
        inputs -> {
          if (inputs.contains("broken")) {
            throw new IllegalStateException("broken");
          }
          return List.of("fine");
        };
    var broken = queue.submit("broken", Priority.STAT);
    runner.releaseAll();

    assertEquals(ErrorCode.INTERNAL_ERROR, failureOf(broken).code());
    assertEquals("fine", get(bulk));
  }

  @Test
  void aRequestThatCameTooLateIsNotRunBetween() {
    var late = queue.submit("late", Priority.STAT, Duration.ofSeconds(1));
    setup.nanoTime.advance(Duration.ofSeconds(1));
    runner.releaseAll();

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(late).code());
    assertEquals("bulk!", get(bulk));
  }

  @Test
  void theBatchDoesNotPayForWhatCameBetween() {
    queue.submit("routine", Priority.ROUTINE);
    runner.release();
    runner.awaitBatch();
    setup.nanoTime.advance(Duration.ofSeconds(7));
    runner.release();
    get(bulk);

    assertEquals(
        List.of(Duration.ofSeconds(7), Duration.ZERO),
        setup.heard.stream().map(BatchRun::duration).toList());
  }

  @Test
  void bothAreRefusedWhenTheQueueIsClosedMeanwhile() {
    var routine = queue.submit("routine", Priority.ROUTINE);
    runner.release();
    runner.awaitBatch();
    queue.close();

    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(routine).code());
    assertEquals(ErrorCode.MODEL_NOT_READY, failureOf(bulk).code());
  }
}
