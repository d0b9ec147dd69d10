package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FakeDecoder;
import org.healthai.prediction.pipeline.FakeUpload;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.junit.jupiter.api.Test;

class PredictionServiceTest {
  private final ServiceFixture fixture = new ServiceFixture();

  @Test
  void storesWhatTheModelSaidAndWhoAsked() {
    FakeUpload upload = new FakeUpload(1);

    Prediction prediction = predict(upload, FakeClassifier.immediate()).join();

    assertEquals(List.of(prediction), fixture.repository.stored());
    assertEquals("Normal", prediction.classification().label());
    assertEquals(0.75, prediction.classification().confidence(), 1e-6);
    assertEquals(
        Map.of("Normal", 0.75, "Pneumonia", 0.25), prediction.classification().probabilities());
    assertEquals(new FilmFacts("png", 70, 80), prediction.film());
    assertEquals(ServiceFixture.REQUESTER, prediction.requester());
    assertTrue(prediction.storedName().value().endsWith(".png"));
    assertTrue(upload.closed());
    assertEquals(List.of(prediction), fixture.heard);
    assertEquals(List.of(Step.STORE), fixture.steps);
  }

  @Test
  void keepsTheUploadUntilTheAnswerIsThere() {
    FakeUpload upload = new FakeUpload(1);
    FakeClassifier model = FakeClassifier.waiting();

    CompletableFuture<Prediction> result = predict(upload, model);

    assertFalse(result.isDone());
    assertFalse(upload.closed());
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.2));
    assertEquals("Pneumonia", result.join().classification().label());
    assertTrue(upload.closed());
  }

  @Test
  void handsAnAnsweredFilmOnInsteadOfClosingIt() {
    List<Prediction> taken = new ArrayList<>();
    fixture.answered = (prediction, film) -> taken.add(prediction);
    FakeUpload upload = new FakeUpload(1);
    FakeUpload broken = new FakeUpload(FakeDecoder.BROKEN);

    Prediction prediction = predict(upload, FakeClassifier.immediate()).join();
    failureOf(predict(broken, FakeClassifier.immediate()));

    assertEquals(List.of(prediction), taken);
    assertFalse(upload.closed(), "whoever took it closes it");
    assertTrue(broken.closed());
  }

  @Test
  void aBrokenFilmStoresNothing() {
    assertNothingStored(
        new FakeUpload(FakeDecoder.BROKEN), FakeClassifier.immediate(), ErrorCode.IMAGE_UNREADABLE);
  }

  @Test
  void aLateModelStoresNothing() {
    FakeClassifier late = FakeClassifier.waiting();
    FakeUpload upload = new FakeUpload(1);
    CompletableFuture<Prediction> result = predict(upload, late);

    late.calls()
        .get(0)
        .answer()
        .completeExceptionally(new HealthAiException(ErrorCode.DEADLINE_PASSED, "too late"));

    assertEquals(ErrorCode.DEADLINE_PASSED, failureOf(result).code());
    assertTrue(fixture.repository.stored().isEmpty());
    assertTrue(upload.closed());
  }

  @Test
  void aMissingDatabaseIsToldAndHeardByNobody() {
    fixture.repository.fail();

    assertNothingStored(new FakeUpload(1), FakeClassifier.immediate(), ErrorCode.STORE_UNAVAILABLE);
    assertTrue(fixture.heard.isEmpty());
  }

  @Test
  void aFileRefusedWhileItCameInFailsWithThatReason() {
    UploadedFile refused =
        UploadedFile.refused("x", new HealthAiException(ErrorCode.EMPTY_FILE, "empty"));

    CompletableFuture<Prediction> result =
        fixture
            .films()
            .predict(refused, fixture.order(FakeClassifier.immediate()))
            .toCompletableFuture();

    assertEquals(ErrorCode.EMPTY_FILE, failureOf(result).code());
  }

  private void assertNothingStored(FakeUpload upload, FakeClassifier model, ErrorCode expected) {
    assertEquals(expected, failureOf(predict(upload, model)).code());
    assertEquals(0, fixture.repository.transactions());
    assertTrue(upload.closed());
  }

  private CompletableFuture<Prediction> predict(FakeUpload upload, FakeClassifier model) {
    return fixture
        .films()
        .predict(UploadedFile.received("doe.png", upload), fixture.order(model))
        .toCompletableFuture();
  }

  private static HealthAiException failureOf(CompletableFuture<?> result) {
    CompletionException failure = assertThrows(CompletionException.class, result::join);
    return HealthAiException.findIn(failure).orElseThrow();
  }
}
