package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.inference.ClassScores;
import org.healthai.inference.EngineDescription;
import org.healthai.inference.EngineName;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLoaderTest {
  private final TestLoader setup = new TestLoader();

  @TempDir private Path root;

  @AfterEach
  void noEngineIsLeftOpen() {
    setup.close();
    assertEquals(0, setup.engines.open.get());
  }

  private TestPackage chest() {
    return TestPackage.in(root, "chest_xray", "1");
  }

  private HealthAiException refusal(ModelPackage source) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> setup.loader().load(source));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    return refusal;
  }

  @Test
  void servesAModelThatReproducesItsGoldenCases() throws Exception {
    try (ServedModel model = setup.loader().load(chest().write())) {
      ClassScores scores =
          model.classify(PreparedFilm.of(new float[] {1, 2, 3, 4}), Priority.ROUTINE).get();

      double[] expected =
          FakeEngines.softmax(FakeEngines.logits(new byte[] {1, 2, 3, 4}, "gain 1", 2), 0.8);
      assertArrayEquals(expected, scores.probabilities(), 1e-6);
      assertEquals(new ModelId("chest_xray", "1"), model.id());
      assertEquals(new EngineDescription("fake", "java", "gain 1"), model.engine());
      assertEquals(42, model.offHeapBytes());
      assertEquals(Optional.of("# Card of chest_xray 1"), model.card());
      assertEquals(1, model.statistics().counts().completed());
      assertEquals(List.of(model.id()), setup.heard);
    }
  }

  @Test
  void servesAnotherTypeAndSizeWithoutNewCode() throws Exception {
    TestPackage skin =
        TestPackage.in(root, "moles", "2024-1").shaped("skin_lesion", "rgb", 5, "a", "b", "c", "d");

    try (ServedModel model = setup.loader().load(skin.write())) {
      ClassScores scores =
          model
              .classify(PreparedFilm.of(new float[5 * 5 * 3]), Priority.BULK, Duration.ofMinutes(1))
              .get();

      assertEquals(4, scores.probabilities().length);
    }
  }

  @Test
  void doesWithoutACard() throws IOException {
    TestPackage files = chest();
    ModelPackage source = files.write();
    Files.delete(files.directory().resolve("MODEL_CARD.md"));

    try (ServedModel model = setup.loader().load(source)) {
      assertTrue(model.card().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gain 1.1        | golden case film-1 differs by",
        "gain 1 mixed    | golden case film-0 differs by",
        "gain 1 nan      | golden case film-0: model returned a value that is no probability",
        "gain 1 throws   | the engine cannot be built or run",
        "unreadable      | the engine cannot be built or run",
        "gain 1 dies     | the engine's thread failed"
      })
  void refusesAnEngineThatDoesNotDoWhatThePackageSays(String weights, String reason) {
    String detail = refusal(chest().wrongWeights(weights).write()).detail();

    assertTrue(detail.startsWith(reason), detail);
  }

  @Test
  void saysByHowMuchAGoldenCaseDiffers() {
    String detail = refusal(chest().wrongWeights("gain 1.01").write()).detail();

    assertTrue(
        detail.matches("golden case film-\\d differs by 0\\.\\d+, at most 0.000100 is.*"), detail);
  }

  private ServedModel loadOnOnnx(ModelPackage source) {
    EngineSupply onnx = new EngineSupply(EngineName.ONNX, setup.engines, setup.engines);
    return setup.loader(onnx).load(source);
  }

  private String refusalOnOnnx(ModelPackage source) {
    return assertThrows(HealthAiException.class, () -> loadOnOnnx(source)).detail();
  }

  @Test
  void servesAnotherEngineThatAgreesWithDl4jWithinItsTolerance() {
    try (ServedModel model = loadOnOnnx(chest().onnxWeights("gain 1.01").write())) {
      assertEquals("gain 1.01", model.engine().detail());
      assertEquals(2, setup.engines.built.get());
      assertEquals(1, setup.engines.open.get(), "DL4J's engine is open no longer");
    }
  }

  @Test
  void asksDl4jOnceHoweverOftenTheEngineIsOpened() throws Exception {
    try (ServedModel model = loadOnOnnx(chest().onnxWeights("gain 1.01").write())) {
      int golden = setup.preprocessed.get();
      setup.engines.dieNext.set(true);
      assertThrows(
          ExecutionException.class,
          () -> model.classify(PreparedFilm.of(new float[4]), Priority.ROUTINE).get());

      model.classify(PreparedFilm.of(new float[4]), Priority.ROUTINE).get();

      assertEquals(3, setup.engines.built.get(), "the engine, DL4J's, the engine anew");
      assertEquals(2 * golden, setup.preprocessed.get(), "each film once an opening");
      assertEquals(TestPackage.FILMS.size(), golden);
    }
  }

  @Test
  void refusesAnEngineThatTheGoldenCasesKnowBetter() {
    String detail = refusalOnOnnx(chest().onnxWeights("gain 1.2").write());

    assertTrue(detail.startsWith("golden case film-1 differs by"), detail);
    assertTrue(detail.contains("at most 0.0100 is accepted"), detail);
  }

  @Test
  void refusesAnEngineThatDisagreesWithDl4j() {
    String detail = refusalOnOnnx(chest().wrongWeights("gain 1.2").onnxWeights("gain 1").write());

    assertTrue(
        detail.startsWith("engine fake disagrees with fake: golden case film-1 differs by"),
        detail);
  }

  @Test
  void saysWhatToDoAboutAPackageWithoutWeightsForTheEngine() throws IOException {
    String sentence =
        "the package has no weights for engine onnx: add them with import-tools, or run the server"
            + " with healthai.inference.engine = dl4j";
    assertEquals(sentence, refusalOnOnnx(chest().write()));

    ModelPackage removed = chest().onnxWeights("gain 1").write();
    Files.delete(removed.directory().resolve("model.onnx"));
    assertEquals(sentence, refusalOnOnnx(removed));
    assertEquals(0, setup.engines.built.get());
  }

  @Test
  void refusesATypeItDoesNotKnow() {
    assertEquals(
        "model.json: type must be one of [chest_xray, skin_lesion]",
        refusal(chest().shaped("retina", "grey", 2, "a", "b").write()).detail());
  }

  @Test
  void refusesAColourThatDoesNotFitTheType() {
    assertTrue(
        refusal(chest().shaped("chest_xray", "rgb", 2, "a", "b").write())
            .detail()
            .contains("input.colour says RGB"));
  }

  @Test
  void buildsNothingFromFilesThatAreNotTheOnesVouchedFor() {
    TestPackage files = chest();
    ModelPackage source = files.write();
    files.writeFile("model.h5", "gain 9");

    assertEquals("model.h5 has another SHA-256 than model.json says", refusal(source).detail());
    assertEquals(0, setup.engines.built.get());
  }

  @Test
  void refusesAPackageWithoutManifest() throws IOException {
    ModelPackage source = chest().write();
    Files.delete(source.directory().resolve("model.json"));

    assertEquals("model.json is missing", refusal(source).detail());
  }

  @Test
  void refusesAManifestOfAnotherPackage() {
    TestPackage files = chest();
    ModelPackage source = files.write();
    files.writeManifest(
        Json.createPointer("/name").replace(files.manifest(), Json.createValue("other")));

    assertTrue(refusal(source).detail().contains("directories"));
  }

  @Test
  void takesNoInputOfAnotherLength() {
    try (ServedModel model = setup.loader().load(chest().write())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> model.classify(PreparedFilm.of(new float[3]), Priority.ROUTINE).join());
    }
  }

  @Test
  void isAnotherModelForTheCacheWhenItsEngineIsOpenedAnewElsewhere() throws Exception {
    try (ServedModel model = setup.loader().load(chest().write())) {
      List<String> identity = model.answerIdentity();
      assertSame(identity, model.answerIdentity(), "made once");
      setup.engines.runOn("another backend");
      setup.engines.dieNext.set(true);
      assertThrows(
          ExecutionException.class,
          () -> model.classify(PreparedFilm.of(new float[4]), Priority.ROUTINE).get());

      model.classify(PreparedFilm.of(new float[4]), Priority.ROUTINE).get();

      assertNotEquals(identity, model.answerIdentity());
    }
  }

  @Test
  void cancellingTheAnswerTakesTheRequestOutOfTheQueue() throws Exception {
    try (ServedModel model = setup.loader().load(chest().write())) {
      setup.engines.busy.lock();
      CompletableFuture<ClassScores> first =
          model.classify(PreparedFilm.of(new float[4]), Priority.BULK);
      while (!model.statistics().busy()) {
        Thread.onSpinWait();
      }
      CompletableFuture<ClassScores> second =
          model.classify(PreparedFilm.of(new float[4]), Priority.BULK);

      assertTrue(second.cancel(false));

      assertEquals(0, model.statistics().depth());
      assertEquals(1, model.statistics().counts().cancelled());
      setup.engines.busy.unlock();
      assertEquals("Normal", first.get().predictedLabel());
    }
  }

  @Test
  void aClosedModelTakesNothingMore() {
    ServedModel model = setup.loader().load(chest().write());
    model.close();

    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () -> model.classify(PreparedFilm.of(new float[4]), Priority.STAT).get());

    assertEquals(ErrorCode.MODEL_NOT_READY, ((HealthAiException) failure.getCause()).code());
  }
}
