package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FakeDecoder;
import org.healthai.prediction.pipeline.FakeUpload;
import org.junit.jupiter.api.Test;

class BatchPredictionServiceTest {
  private final ServiceFixture fixture = new ServiceFixture();
  private List<FakeUpload> uploads = List.of();

  @Test
  void handsAllFilmsToTheModelBeforeItAnswersAny() {
    FakeClassifier model = FakeClassifier.waiting();

    CompletableFuture<BatchOutcome> result = predict(model, 1, 2, 3);

    assertEquals(3, model.calls().size());
    assertFalse(result.isDone());
  }

  @Test
  void storesInTheOrderOfTheFilesInOneTransaction() {
    FakeClassifier model = FakeClassifier.waiting();
    CompletableFuture<BatchOutcome> result = predict(model, 1, 2, 3);
    fixture.now.addAndGet(Duration.ofMillis(90).toNanos());
    model.calls().get(2).answer().complete(FakeClassifier.scores(0.9));
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.7));
    model.calls().get(1).answer().complete(FakeClassifier.scores(0.8));

    BatchOutcome outcome = result.join();

    assertEquals(1, fixture.repository.transactions());
    assertEquals(
        List.of(0.7, 0.8, 0.9),
        outcome.predictions().stream()
            .map(p -> Math.round(p.classification().confidence() * 10) / 10.0)
            .toList());
    assertEquals(3, outcome.total());
    assertEquals(Duration.ofMillis(90), outcome.duration());
    assertEquals(Duration.ofMillis(30), outcome.perFile());
    assertAllClosed();
  }

  @Test
  void handsEachAnsweredFilmOnWithItsPredictionAndClosesTheOthers() {
    List<UploadedFile> taken = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    fixture.answered =
        (prediction, film) -> {
          ids.add(prediction.id());
          taken.add(film);
        };

    BatchOutcome outcome = predict(FakeClassifier.immediate(), 1, FakeDecoder.BROKEN, 2).join();

    assertEquals(List.of("film 0", "film 2"), taken.stream().map(f -> f.clientName()).toList());
    assertEquals(outcome.predictions().stream().map(Prediction::id).toList(), ids);
    assertEquals(List.of(false, true, false), uploads.stream().map(FakeUpload::closed).toList());
  }

  @Test
  void closesEveryFilmWhenNothingIsStored() {
    fixture.answered = (prediction, film) -> {};
    fixture.repository.fail();

    failureOf(predict(FakeClassifier.immediate(), 1, 2));

    assertAllClosed();
  }

  @Test
  void aBrokenFilmCostsOnlyItself() {
    BatchOutcome outcome =
        predict(FakeClassifier.immediate(), 1, FakeDecoder.BROKEN, 2, FakeDecoder.BUG).join();

    assertEquals(2, outcome.predictions().size());
    assertEquals(
        List.of(
            new FileFailure(1, "film 1", ErrorCode.IMAGE_UNREADABLE, "the image is truncated"),
            new FileFailure(
                3, "film 3", ErrorCode.INTERNAL_ERROR, "the server failed to read this film")),
        outcome.failures());
    assertAllClosed();
  }

  @Test
  void fileRefusedWhileItCameInIsOneFailure() {
    List<UploadedFile> files =
        List.of(
            UploadedFile.received("good", new FakeUpload(1)),
            UploadedFile.refused(
                "large", new HealthAiException(ErrorCode.PAYLOAD_TOO_LARGE, "too large")));

    BatchOutcome outcome =
        fixture
            .batches()
            .predict(files, fixture.order(FakeClassifier.immediate()))
            .toCompletableFuture()
            .join();

    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, outcome.failures().get(0).code());
    assertEquals(1, outcome.predictions().size());
  }

  @Test
  void failsAsAWholeWhenEveryFilmIsBroken() {
    HealthAiException failure =
        failureOf(predict(FakeClassifier.immediate(), FakeDecoder.BROKEN, FakeDecoder.BROKEN));

    assertEquals(ErrorCode.ALL_FILES_FAILED, failure.code());
    assertEquals(2, failure.failures().size());
    assertTrue(failure.retryAfter().isEmpty());
    assertEquals(0, fixture.repository.transactions());
    assertAllClosed();
  }

  @Test
  void ourOwnTroubleIsToldBeforeTheClientsBrokenFilms() {
    FakeClassifier full = FakeClassifier.waiting();
    CompletableFuture<BatchOutcome> result = predict(full, FakeDecoder.BROKEN, 1);
    full.calls()
        .get(0)
        .answer()
        .completeExceptionally(new HealthAiException(ErrorCode.OVERLOADED, "full"));

    HealthAiException failure = failureOf(result);

    assertEquals(ErrorCode.OVERLOADED, failure.code());
    assertTrue(failure.retryAfter().isPresent());
    assertEquals(2, failure.failures().size());
  }

  @Test
  void aMissingDatabaseFailsTheWholeBatch() {
    fixture.repository.fail();

    HealthAiException failure = failureOf(predict(FakeClassifier.immediate(), 1, 2));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
    assertTrue(failure.failures().isEmpty());
    assertAllClosed();
  }

  private CompletableFuture<BatchOutcome> predict(FakeClassifier model, int... films) {
    uploads = IntStream.of(films).mapToObj(FakeUpload::new).toList();
    List<UploadedFile> files =
        IntStream.range(0, films.length)
            .mapToObj(i -> UploadedFile.received("film " + i, uploads.get(i)))
            .toList();
    return fixture.batches().predict(files, fixture.order(model)).toCompletableFuture();
  }

  private void assertAllClosed() {
    assertTrue(uploads.stream().allMatch(FakeUpload::closed));
  }

  private static HealthAiException failureOf(CompletableFuture<?> result) {
    CompletionException failure = assertThrows(CompletionException.class, result::join);
    return HealthAiException.findIn(failure).orElseThrow();
  }
}
