package org.healthai.job;

import static org.healthai.job.JobFixture.MAX_ATTEMPTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.pipeline.SlowDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films whose attempts end since their time is up, for one reason or another. */
class SlowFilmTest {
  private static final HealthAiException SLOW =
      new HealthAiException(
          ErrorCode.DEADLINE_PASSED, "no answer in time", new SlowDecodingException());

  private static final HealthAiException IN_LINE =
      new HealthAiException(ErrorCode.DEADLINE_PASSED, "its turn did not come in time");

  @TempDir Path uploads;
  private final JobFixture jobs = new JobFixture();

  private CompletableFuture<?> work(ItemRef ref, boolean apart) {
    return jobs.worker(uploads).work(ref, apart).toCompletableFuture();
  }

  @Test
  void countsTheAttemptsOfAFilmWhoseDecodingTakesTooLong() {
    ItemRef ref = new ItemRef(jobs.job(1), 0);
    jobs.modelRefusal = SLOW;

    assertTrue(work(ref, false).isDone());
    jobs.runLater();

    assertEquals(1, jobs.store.item(ref).attempts());
    assertTrue(jobs.store.item(ref).state().isOpen());
    assertEquals(List.of(ref), jobs.queue.sent);
  }

  @Test
  void failsAFilmWhoseDecodingTakesTooLongInItsLastAttempt() {
    ItemRef ref = new ItemRef(jobs.job(1), 0);
    jobs.store.begun(ref, MAX_ATTEMPTS - 1, jobs.now());
    jobs.modelRefusal = SLOW;

    work(ref, true).join();
    jobs.runLater();

    ItemFailure failure = jobs.store.item(ref).failure();
    assertEquals(ErrorCode.DEADLINE_PASSED, failure.code());
    assertTrue(failure.detail().endsWith("longer than the server allows (30.0 seconds)"));
    assertEquals(JobState.COMPLETED, jobs.store.job(ref.jobId()).state());
    assertEquals(List.of(), jobs.queue.sent);
  }

  /** The server that was to send it again is gone, and its job has other films that change. */
  @Test
  void anyServerSendsAFilmAgainThatWasPutOff() {
    ItemRef ref = new ItemRef(jobs.job(1, 2), 0);
    jobs.store.markSent(jobs.store.listUnsent(ref.jobId(), jobs.now(), 2), jobs.now());
    jobs.modelRefusal = IN_LINE;
    work(ref, false).join();
    jobs.later.clear();
    JobReconciler other = jobs.reconciler();
    other.run();
    assertEquals(List.of(), jobs.queue.sent, "its time has not come");

    for (int turn = 0; turn < 4; turn++) {
      jobs.clock.advance(Duration.ofSeconds(10));
      jobs.store.begun(new ItemRef(ref.jobId(), 1), 1, jobs.now());
      other.run();
    }

    assertEquals(List.of(ref), jobs.queue.sent);
  }

  @Test
  void aFilmIsSentAgainAlsoWhereTheStoreWasAwayWhenItWasPutOff() {
    ItemRef ref = new ItemRef(jobs.job(1), 0);
    jobs.store.markSent(jobs.store.listUnsent(ref.jobId(), jobs.now(), 1), jobs.now());
    jobs.store.away = true;
    CompletableFuture<?> done = work(ref, false);
    for (int i = 0; !done.isDone() && i < 100; i++) {
      JobFixture.Later next = jobs.later.remove();
      jobs.clock.advance(next.delay());
      next.task().run();
    }

    jobs.store.away = false;
    jobs.runLater();

    assertEquals(List.of(ref), jobs.queue.sent);
  }

  @Test
  void countsNoAttemptOfAFilmThatWaitedInLine() {
    ItemRef ref = new ItemRef(jobs.job(1), 0);
    jobs.store.begun(ref, MAX_ATTEMPTS - 1, jobs.now());
    jobs.modelRefusal = IN_LINE;

    work(ref, true).join();

    assertEquals(MAX_ATTEMPTS - 1, jobs.store.item(ref).attempts());
    assertTrue(jobs.store.item(ref).state().isOpen());
  }
}
