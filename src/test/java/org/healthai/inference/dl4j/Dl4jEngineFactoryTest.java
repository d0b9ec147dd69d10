package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.healthai.LogRecords;
import org.healthai.inference.InferenceEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is built from which file, and that it answers as the float64 reference network does. */
class Dl4jEngineFactoryTest {
  /** float32 against float64, through 50 layers. */
  private static final float TOLERANCE = 2e-6f;

  private static final int MAX_BATCH = 4;

  @TempDir static Path folder;

  @ParameterizedTest
  @EnumSource
  void planAnswersAsTheReferenceNetwork(NarrowNetwork network) {
    assumePlans();
    try (InferenceEngine engine = create(factory(true), network.writeTo(folder))) {
      assertEquals("onednn-plan", engine.description().backend());
      assertAnswers(network, engine);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dl4jAnswersAsTheReferenceNetwork(NarrowNetwork network) {
    try (InferenceEngine engine = create(factory(false), network.writeTo(folder))) {
      assertTrue(engine.description().backend().startsWith("dl4j-"), engine::toString);
      assertAnswers(network, engine);
    }
  }

  @Test
  void everyEngineOfAFactoryGivesTheSameBits() {
    Dl4jEngineFactory factory = factory(true);
    Path file = NarrowNetwork.RESNET18.writeTo(folder);
    try (InferenceEngine first = create(factory, file);
        InferenceEngine second = create(factory, file)) {
      assertArrayEquals(
          first.infer(List.of(NarrowNetwork.film(1))).get(0),
          second.infer(List.of(NarrowNetwork.film(1))).get(0));
    }
  }

  @Test
  void networkThatNoPlanKnowsRunsOnDl4jAndIsLogged() throws IOException {
    Path file =
        KerasBytes.of(NarrowNetwork.RESNET18)
            .withLayerClass("GlobalAveragePooling2D", "GlobalMaxPooling2D")
            .writeTo(folder.resolve("maximum.h5"));

    try (LogRecords log = LogRecords.of(Dl4jEngineFactory.class);
        InferenceEngine engine = create(factory(true), file)) {
      assertTrue(engine.description().backend().startsWith("dl4j-"), engine::toString);
      assertEquals(
          List.of(
              "The model runs on DL4J itself:" + " avgpool is no average over height and width"),
          log.messages());
      assertEquals(
          NarrowNetwork.CLASSES, engine.infer(List.of(NarrowNetwork.film(0))).get(0).length);
    }
  }

  @Test
  void weightsFileIsNotNeededOnceLoaded() throws IOException {
    Path file = Files.write(folder.resolve("gone.h5"), NarrowNetwork.RESNET18.bytes());
    try (InferenceEngine engine = create(factory(true), file)) {
      Files.delete(file);
      assertAnswers(NarrowNetwork.RESNET18, engine);
    }
  }

  private static void assertAnswers(NarrowNetwork network, InferenceEngine engine) {
    List<float[]> expected = network.probabilities();
    List<float[]> films = new ArrayList<>();
    for (int number = 0; number < expected.size(); number++) {
      films.add(NarrowNetwork.film(number));
    }
    List<float[]> answers = engine.infer(films);
    for (int number = 0; number < expected.size(); number++) {
      assertArrayEquals(expected.get(number), answers.get(number), TOLERANCE, "film " + number);
    }
  }

  private static Dl4jEngineFactory factory(boolean compiledPlan) {
    return new Dl4jEngineFactory(new Dl4jSettings(1, MAX_BATCH, compiledPlan));
  }

  private static InferenceEngine create(Dl4jEngineFactory factory, Path file) {
    return factory.create(file, NarrowNetwork.input(), NarrowNetwork.CLASSES);
  }

  private static void assumePlans() {
    assumeTrue(
        Nd4jRuntime.get().hasOneDnn(), "skipped: no oneDNN kernels worth a plan on this platform");
  }
}
