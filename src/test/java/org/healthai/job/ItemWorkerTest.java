package org.healthai.job;

import static org.healthai.job.JobFixture.MAX_ATTEMPTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEvent;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.ServiceFixture;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FakeDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemWorkerTest {
  private static final HealthAiException LOADING =
      new HealthAiException(ErrorCode.MODEL_NOT_READY, "the model is loading");

  private static final HealthAiException BUSY =
      new HealthAiException(ErrorCode.OVERLOADED, "films wait already");

  @TempDir Path uploads;
  private final JobFixture jobs = new JobFixture();

  private CompletableFuture<?> work(ItemRef ref) {
    return work(ref, false);
  }

  private CompletableFuture<?> work(ItemRef ref, boolean apart) {
    return jobs.worker(uploads).work(ref, apart).toCompletableFuture();
  }

  private ItemRef onlyFilm(int film) {
    return new ItemRef(jobs.job(film), 0);
  }

  @Test
  void leavesFilmsAloneWhoseImportRootWasNotThereAMomentAgo() {
    ItemRef ref = onlyFilm(1);
    JobItem before = jobs.store.item(ref);
    jobs.pauses.begin(ref.jobId());

    assertTrue(work(ref).isDone());
    assertEquals(before, jobs.store.item(ref));

    jobs.runLater();
    assertEquals(List.of(ref), jobs.queue.sent);
    assertTrue(work(ref).isDone());
    assertEquals(ItemState.DONE, jobs.store.item(ref).state());
  }

  @Test
  void answersAFilmForItsCreatorAndEndsTheJob() {
    ItemRef ref = onlyFilm(1);

    assertTrue(work(ref).isDone());
    jobs.runLater();

    Prediction prediction = jobs.answers.repository.stored().get(0);
    JobItem film = jobs.store.item(ref);
    assertEquals(ItemState.DONE, film.state());
    assertEquals(prediction.id(), film.predictionId());
    assertEquals(1, film.attempts());
    assertEquals(ServiceFixture.REQUESTER, prediction.requester());
    assertEquals(JobState.COMPLETED, jobs.store.job(ref.jobId()).state());
    assertEquals(List.of(jobs.store.job(ref.jobId())), jobs.endings);
  }

  /** A share that hangs holds the threads of films; those of the store serve everybody. */
  @Test
  void readsNoFilmOnTheThreadsOfTheStore() {
    List<Runnable> hanging = new ArrayList<>();
    jobs.filmThreads = hanging::add;

    assertFalse(work(onlyFilm(1)).isDone());

    assertEquals(1, hanging.size());
    assertEquals(List.of(), jobs.answers.repository.stored());
  }

  @Test
  void letsTheMessageGoAndCountsNoAttemptWhereThePlaceOfFilmsHangs() {
    jobs.filmThreads =
        task -> {
          throw new RejectedExecutionException("all threads hang");
        };
    ItemRef ref = onlyFilm(1);

    assertTrue(work(ref).isDone());
    jobs.runLater();

    assertEquals(List.of(ref), jobs.queue.sent);
    assertEquals(0, jobs.store.item(ref).attempts());
    assertEquals(List.of(ErrorCode.DEADLINE_PASSED), jobs.retries);
  }

  /** A share that hangs when a film is to be removed must not keep its message. */
  @Test
  void endsTheMessageOfAnAnsweredFilmBeforeTheFilmIsRemoved() {
    List<Runnable> removals = new ArrayList<>();
    jobs.answeredThreads = removals::add;

    assertTrue(work(onlyFilm(1)).isDone());

    assertEquals(1, jobs.films.bytes.size());
    removals.forEach(Runnable::run);
    assertTrue(jobs.films.bytes.isEmpty());
  }

  @Test
  void anAnsweredFilmThatCannotBeRemovedIsNotTriedAgain() {
    jobs.answeredThreads =
        task -> {
          throw new RejectedExecutionException("the server is stopping");
        };
    ItemRef ref = onlyFilm(1);

    assertTrue(work(ref).isDone());
    jobs.runLater();

    assertEquals(List.of(), jobs.retries);
    assertEquals(JobState.COMPLETED, jobs.store.job(ref.jobId()).state());
  }

  @Test
  void keepsNoFilmThatIsAnswered() {
    work(onlyFilm(1)).join();

    assertTrue(jobs.films.bytes.isEmpty());
  }

  @Test
  void hasTheAuditTrailSayWhoseRequestTheAnswerBelongsTo() {
    work(onlyFilm(1)).join();
    jobs.runLater();

    AuditEvent answered = jobs.answers.trail.events().get(0);
    assertEquals("5", answered.actor().id());
    assertEquals("request-1", answered.requestId());
    assertEquals(AuditAction.JOB_END, jobs.trail.events().get(0).entry().action());
  }

  @Test
  void givesWayToEverythingElse() {
    work(onlyFilm(1)).join();

    assertEquals(Priority.BULK, jobs.model.calls().get(0).priority());
  }

  @Test
  void keepsTheMessageUntilTheAnswerIsThere() {
    jobs.model = FakeClassifier.waiting();
    ItemRef ref = onlyFilm(1);

    CompletableFuture<?> done = work(ref);

    assertFalse(done.isDone());
    assertEquals(ItemState.RUNNING, jobs.store.item(ref).state());
    jobs.model.calls().get(0).answer().complete(FakeClassifier.scores(0.5));
    assertTrue(done.isDone());
  }

  @Test
  void failsAFilmThatIsNone() {
    ItemRef ref = onlyFilm(FakeDecoder.BROKEN);

    work(ref).join();
    jobs.runLater();

    JobItem film = jobs.store.item(ref);
    assertEquals(ItemState.FAILED, film.state());
    assertEquals(
        new ItemFailure(ErrorCode.IMAGE_UNREADABLE, "the image is truncated"), film.failure());
    assertEquals(JobState.COMPLETED, jobs.store.job(ref.jobId()).state());
    assertTrue(jobs.queue.sent.isEmpty(), "it is not tried again");
  }

  @Test
  void failsAFilmThatIsGone() {
    ItemRef ref = onlyFilm(1);
    jobs.films.bytes.clear();

    work(ref).join();

    assertEquals(ErrorCode.NOT_FOUND, jobs.store.item(ref).failure().code());
  }

  @Test
  void waitsForWhatAllWaitForAndCountsNoAttempt() {
    ItemRef ref = onlyFilm(1);
    jobs.modelRefusal = BUSY;

    CompletableFuture<?> done = work(ref);

    assertFalse(done.isDone());
    assertEquals(ItemState.WAITING, jobs.store.item(ref).state());
    assertEquals(0, jobs.store.item(ref).attempts());
    jobs.modelRefusal = null;
    jobs.runLater();
    assertTrue(done.isDone());
    assertEquals(ItemState.DONE, jobs.store.item(ref).state());
    assertEquals(List.of(ErrorCode.OVERLOADED), jobs.retries);
  }

  @Test
  void keepsNobodyWaitingForTheModelOfOneJob() {
    ItemRef ref = onlyFilm(1);
    jobs.modelRefusal = LOADING;

    assertTrue(work(ref).isDone());

    assertEquals(0, jobs.store.item(ref).attempts());
    assertEquals(List.of(ErrorCode.MODEL_NOT_READY), jobs.retries);
    jobs.runLater();
    assertEquals(List.of(ref), jobs.queue.sent);
  }

  @Test
  void letsTheMessageGoAfterAWhileAndSendsAnother() {
    ItemRef ref = onlyFilm(1);
    jobs.modelRefusal = BUSY;

    CompletableFuture<?> done = work(ref);
    jobs.runLater();

    assertTrue(done.isDone());
    Duration held = Duration.between(JobFixture.NOON, jobs.now());
    assertTrue(held.compareTo(Duration.ofMinutes(1)) < 0, held::toString);
    assertEquals(List.of(ref), jobs.queue.sent);
    assertEquals(0, jobs.store.item(ref).attempts());
  }

  @Test
  void waitsForTheDatabase() {
    ItemRef ref = onlyFilm(1);
    jobs.store.away = true;

    CompletableFuture<?> done = work(ref);

    assertFalse(done.isDone());
    jobs.store.away = false;
    jobs.runLater();
    assertTrue(done.isDone());
    assertEquals(ItemState.DONE, jobs.store.item(ref).state());
  }

  @Test
  void countsTheAttemptOfADefectAndTriesAgainLater() {
    ItemRef ref = onlyFilm(FakeDecoder.BUG);

    assertTrue(work(ref).isDone(), "the message may go");
    jobs.runLater();

    assertEquals(1, jobs.store.item(ref).attempts());
    assertTrue(jobs.store.item(ref).state().isOpen());
    assertEquals(List.of(ref), jobs.queue.sent);
  }

  @Test
  void setsASuspectApart() {
    ItemRef ref = onlyFilm(1);
    jobs.store.begun(ref, ClaimRules.SUSPECT_FROM, jobs.now());

    work(ref).join();

    assertEquals(List.of(ref), jobs.queue.apart);
    assertEquals(ClaimRules.SUSPECT_FROM, jobs.store.item(ref).attempts());
    assertTrue(jobs.model.calls().isEmpty());
  }

  @Test
  void aSuspectGetsNoAttemptBackWhileTheBrokerIsAway() {
    ItemRef ref = onlyFilm(1);
    jobs.store.begun(ref, ClaimRules.SUSPECT_FROM, jobs.now());
    jobs.queue.away = true;

    CompletableFuture<?> done = work(ref);

    assertFalse(done.isDone());
    assertEquals(ClaimRules.SUSPECT_FROM, jobs.store.item(ref).attempts());
    jobs.queue.away = false;
    jobs.runLater();
    assertEquals(List.of(ref), jobs.queue.apart);
    assertTrue(jobs.model.calls().isEmpty());
  }

  @Test
  void aClaimThatFailsTakesNoAttemptBack() {
    ItemRef ref = onlyFilm(1);
    jobs.store.begun(ref, 1, jobs.now());
    jobs.store.failClaims(1);

    work(ref);

    assertEquals(ItemState.RUNNING, jobs.store.item(ref).state());
    assertEquals(1, jobs.store.item(ref).attempts());
  }

  @Test
  void worksOnASuspectWhereItIsApart() {
    ItemRef ref = onlyFilm(1);
    jobs.store.begun(ref, MAX_ATTEMPTS - 1, jobs.now());

    work(ref, true).join();

    assertEquals(ItemState.DONE, jobs.store.item(ref).state());
  }

  @Test
  void givesUpAfterAllAttemptsAndTellsTheOperator() {
    ItemRef ref = onlyFilm(1);
    jobs.store.begun(ref, MAX_ATTEMPTS, jobs.now());

    work(ref, true).join();
    jobs.runLater();

    assertEquals(ErrorCode.ATTEMPTS_EXHAUSTED, jobs.store.item(ref).failure().code());
    assertEquals(List.of(ref), jobs.queue.dead);
    assertEquals(JobState.COMPLETED, jobs.store.job(ref.jobId()).state());
  }

  @Test
  void undoesAnAnswerThatComesSecond() {
    jobs.model = FakeClassifier.waiting();
    ItemRef ref = onlyFilm(1);
    CompletableFuture<?> slow = work(ref);
    assertTrue(jobs.store.finish(ref, 77, jobs.now()));

    jobs.model.calls().get(0).answer().complete(FakeClassifier.scores(0.5));

    assertTrue(slow.isDone());
    assertEquals(77, jobs.store.item(ref).predictionId());
    assertTrue(jobs.answers.trail.events().isEmpty(), "its transaction did not end");
    assertTrue(jobs.queue.sent.isEmpty());
  }

  @Test
  void leavesAnAnsweredFilmAlone() {
    ItemRef ref = onlyFilm(1);
    work(ref).join();

    work(ref).join();

    assertEquals(1, jobs.answers.repository.stored().size());
  }

  @Test
  void leavesAFilmOfAnUnknownJobAlone() {
    assertTrue(work(new ItemRef(99, 0)).isDone());
  }

  @Test
  void stopsAFilmWhoseJobIsStopped() {
    ItemRef ref = onlyFilm(1);
    jobs.store.stop(ref.jobId(), jobs.now());

    work(ref).join();
    jobs.runLater();

    assertEquals(ItemState.STOPPED, jobs.store.item(ref).state());
    assertEquals(JobState.STOPPED, jobs.store.job(ref.jobId()).state());
    assertNull(jobs.store.item(ref).predictionId());
  }
}
