package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class ScoringPipelineTest {
  private static final PipelineSettings TWO_IN_FLIGHT =
      new PipelineSettings(2, 1, Duration.ofSeconds(4), Duration.ofSeconds(5), 1);

  private final AtomicLong now = new AtomicLong();
  private final ManualExecutor decoders = new ManualExecutor();
  private final FakeClassifier model = FakeClassifier.waiting();
  private final ScoringPipeline pipeline =
      new ScoringPipeline(
          TWO_IN_FLIGHT, new FakeDecoder(), FakeClassifier.scorer(), decoders, now::get);

  @Test
  void tellsScoresFactsAndTime() {
    CompletableFuture<ScoredFilm> result = score(7);
    decoders.runAll();
    now.addAndGet(Duration.ofMillis(40).toNanos());
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.75));

    ScoredFilm film = result.join();

    assertEquals(7f, model.calls().get(0).film());
    assertEquals("Normal", film.answer().scores().predictedLabel());
    assertEquals("png", film.format());
    assertEquals(70, film.width());
    assertEquals(80, film.height());
    assertEquals(Duration.ofMillis(40), film.processingTime());
  }

  @Test
  void passesPriorityAndRemainingTimeToTheModel() {
    CompletableFuture<ScoredFilm> unused = score(1, Priority.STAT, Duration.ofSeconds(60));
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    decoders.runAll();

    assertEquals(Priority.STAT, model.calls().get(0).priority());
    assertEquals(Duration.ofSeconds(40), model.calls().get(0).timeLeft());
    assertFalse(unused.isDone());
  }

  @Test
  void neverHasMoreFilmsInFlightThanAllowed() {
    score(1);
    score(2);
    score(3);

    assertEquals(2, decoders.size());
    assertEquals(2, pipeline.load().inFlight());
    assertEquals(1, pipeline.load().waiting());
    decoders.runAll();
    assertEquals(2, model.calls().size());

    model.calls().get(0).answer().complete(FakeClassifier.scores(0.5));

    assertEquals(1, decoders.size());
    assertEquals(0, pipeline.load().waiting());
  }

  @Test
  void refusesWhenTooManyWait() {
    score(1);
    score(2);
    score(3);

    assertEquals(ErrorCode.OVERLOADED, failureOf(score(4)).code());
  }

  @Test
  void tellsHowMuchThereIsToDo() {
    CompletableFuture<ScoredFilm> first = score(1);
    decoders.runAll();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.5));
    first.join();
    score(2);
    score(3);
    score(4, Priority.ROUTINE, Duration.ofMinutes(1));
    now.addAndGet(Duration.ofSeconds(3).toNanos());

    PipelineLoad load = pipeline.load();

    assertEquals(2, load.inFlight());
    assertEquals(2, load.inFlightLimit());
    assertEquals(0, load.decoding());
    assertEquals(1, load.waiting());
    assertEquals(1, load.waitingLimit());
    assertEquals(Duration.ofSeconds(3), load.oldestWait());
    assertEquals(
        Map.of(
            Priority.STAT, Duration.ofMillis(500),
            Priority.ROUTINE, Duration.ofMillis(1000),
            Priority.BULK, Duration.ofMillis(1000)),
        load.estimatedWaits());
  }

  @Test
  void countsAFilmAsDecodingOnlyWhileItIsDecoded() {
    List<Integer> seen = new ArrayList<>();
    List<ScoringPipeline> watched = new ArrayList<>();
    FilmDecoder decoder =
        (upload, colour) -> {
          seen.add(watched.get(0).load().decoding());
          return new FakeDecoder().decode(upload, colour);
        };
    watched.add(
        new ScoringPipeline(
            TWO_IN_FLIGHT, decoder, FakeClassifier.scorer(), Runnable::run, now::get));

    watched.get(0).score(new FakeUpload(1), model, Priority.ROUTINE, inAMinute());
    watched.get(0).score(new FakeUpload(FakeDecoder.BROKEN), model, Priority.STAT, inAMinute());

    assertEquals(List.of(1, 1), seen);
    assertEquals(0, watched.get(0).load().decoding());
  }

  @Test
  void aBrokenFilmFreesItsPlace() {
    CompletableFuture<ScoredFilm> broken = score(FakeDecoder.BROKEN);
    decoders.runAll();

    assertEquals(ErrorCode.IMAGE_UNREADABLE, failureOf(broken).code());
    assertEquals(0, pipeline.load().inFlight());
    assertTrue(model.calls().isEmpty());
  }

  @Test
  void doesNotDecodeWhatNobodyWaitsForAnyMore() {
    CompletableFuture<ScoredFilm> late = score(1, Priority.ROUTINE, Duration.ofSeconds(60));
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    decoders.runAll();

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(late).code());
    assertTrue(model.calls().isEmpty());
  }

  /** The model finds that the film's time is over. */
  private HealthAiException failureAfterItsTime(CompletableFuture<ScoredFilm> late) {
    model
        .calls()
        .get(0)
        .answer()
        .completeExceptionally(new HealthAiException(ErrorCode.DEADLINE_PASSED, "its turn"));
    HealthAiException failure = failureOf(late);
    assertEquals(ErrorCode.DEADLINE_PASSED, failure.code());
    return failure;
  }

  @Test
  void saysThatAFilmWaitedAndWasNotSlow() {
    CompletableFuture<ScoredFilm> late = score(1, Priority.BULK, Duration.ofSeconds(60));
    now.addAndGet(Duration.ofSeconds(40).toNanos());
    decoders.runAll();
    now.addAndGet(Duration.ofSeconds(21).toNanos());
    assertFalse(SlowDecodingException.isIn(failureAfterItsTime(late)));
  }

  @Test
  void saysThatAFilmWasSlowWhoseDecodingTookMostOfItsTime() {
    FilmDecoder slow =
        (upload, colour) -> {
          now.addAndGet(Duration.ofSeconds(31).toNanos());
          return new FakeDecoder().decode(upload, colour);
        };
    ScoringPipeline pipelineOfSlow =
        new ScoringPipeline(TWO_IN_FLIGHT, slow, FakeClassifier.scorer(), Runnable::run, now::get);
    CompletableFuture<ScoredFilm> late =
        pipelineOfSlow.score(new FakeUpload(1), model, Priority.BULK, inAMinute());
    assertTrue(SlowDecodingException.isIn(failureAfterItsTime(late)));
  }

  /** The deadline is the real one, and begins when the decoding has. */
  @Test
  void saysThatAFilmWasSlowWhoseDecodingDoesNotEnd() throws Exception {
    CompletableFuture<Void> decoding = new CompletableFuture<>();
    CompletableFuture<Void> gaveUp = new CompletableFuture<>();
    FilmDecoder endless =
        (upload, colour) -> {
          now.addAndGet(Duration.ofSeconds(1).toNanos());
          decoding.complete(null);
          gaveUp.join();
          return new FakeDecoder().decode(upload, colour);
        };
    Executor untilItDecodes =
        task -> {
          new Thread(task).start();
          decoding.join();
        };
    ScoringPipeline pipelineOfSlow =
        new ScoringPipeline(
            TWO_IN_FLIGHT, endless, FakeClassifier.scorer(), untilItDecodes, now::get);

    HealthAiException failure =
        pipelineOfSlow
            .score(
                new FakeUpload(1),
                model,
                Priority.BULK,
                Deadline.in(Duration.ofMillis(1), now::get))
            .handle((film, thrown) -> HealthAiException.findIn(thrown).orElseThrow())
            .whenComplete((found, none) -> gaveUp.complete(null))
            .get(10, TimeUnit.SECONDS);

    assertTrue(SlowDecodingException.isIn(failure));
  }

  @Test
  void answersByTheDeadlineEvenWhenTheModelDoesNot() throws Exception {
    CompletableFuture<ScoredFilm> late = score(1, Priority.ROUTINE, Duration.ofMillis(1));

    HealthAiException failure =
        late.handle((film, thrown) -> HealthAiException.findIn(thrown).orElseThrow())
            .get(10, TimeUnit.SECONDS);

    assertEquals(ErrorCode.DEADLINE_PASSED, failure.code());
  }

  @Test
  void aStoppingServerIsOverloadedNotBroken() {
    ScoringPipeline stopping =
        new ScoringPipeline(
            TWO_IN_FLIGHT,
            new FakeDecoder(),
            FakeClassifier.scorer(),
            task -> {
              throw new RejectedExecutionException();
            },
            now::get);

    CompletableFuture<ScoredFilm> refused =
        stopping.score(new FakeUpload(1), model, Priority.ROUTINE, inAMinute());

    assertEquals(ErrorCode.OVERLOADED, failureOf(refused).code());
  }

  private CompletableFuture<ScoredFilm> score(int film) {
    return score(film, Priority.ROUTINE, Duration.ofMinutes(1));
  }

  private CompletableFuture<ScoredFilm> score(int film, Priority priority, Duration limit) {
    return pipeline.score(new FakeUpload(film), model, priority, Deadline.in(limit, now::get));
  }

  private Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), now::get);
  }

  private static HealthAiException failureOf(CompletableFuture<?> future) {
    CompletionException failure = assertThrows(CompletionException.class, future::join);
    return HealthAiException.findIn(failure).orElseThrow();
  }
}
