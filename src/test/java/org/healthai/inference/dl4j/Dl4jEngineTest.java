package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.healthai.inference.InferenceEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of an engine, on the plan and on DL4J itself. */
@ParameterizedClass(name = "compiled plan: {0}")
@ValueSource(booleans = {true, false})
class Dl4jEngineTest {
  private static final int MAX_BATCH = 3;
  private static final float[] FILM = NarrowNetwork.film(1);

  @TempDir static Path folder;

  private final boolean compiledPlan;
  private InferenceEngine engine;

  Dl4jEngineTest(boolean compiledPlan) {
    this.compiledPlan = compiledPlan;
  }

  @BeforeEach
  void create() {
    engine =
        new Dl4jEngineFactory(new Dl4jSettings(1, MAX_BATCH, compiledPlan))
            .create(
                NarrowNetwork.RESNET18.writeTo(folder),
                NarrowNetwork.input(),
                NarrowNetwork.CLASSES);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void answerHasTheSameBitsAloneInABatchAndAgain() {
    float[] alone = engine.infer(List.of(FILM)).get(0);
    List<float[]> together =
        engine.infer(List.of(NarrowNetwork.film(0), FILM, NarrowNetwork.film(2)));

    assertArrayEquals(alone, together.get(1));
    assertArrayEquals(alone, engine.infer(List.of(FILM)).get(0));
  }

  @Test
  void answersAndFilmsBelongToTheCaller() {
    float[] film = FILM.clone();
    float[] first = engine.infer(List.of(film)).get(0);
    float[] kept = first.clone();
    first[0] = -1;

    assertArrayEquals(FILM, film, "the film was changed");
    assertArrayEquals(kept, engine.infer(List.of(film)).get(0));
  }

  @Test
  void refusesCountsAndLengthsThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> engine.infer(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> engine.infer(Collections.nCopies(MAX_BATCH + 1, FILM)));
    assertThrows(
        IllegalArgumentException.class, () -> engine.infer(List.of(new float[FILM.length - 1])));
  }

  @Test
  void refusesEveryThreadButItsOwner() {
    assertRefusesOtherThread(() -> engine.infer(List.of(FILM)));
    assertRefusesOtherThread(engine::close);

    assertEquals(1, engine.infer(List.of(FILM)).size(), "still open for its owner");
  }

  private static void assertRefusesOtherThread(Runnable call) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () -> CompletableFuture.runAsync(call).get(10, TimeUnit.SECONDS));
    IllegalStateException refusal = assertInstanceOf(IllegalStateException.class, e.getCause());
    assertTrue(refusal.getMessage().contains("belongs to thread"), refusal::getMessage);
  }

  @Test
  void holdsNothingOnceClosed() {
    assertTrue(engine.offHeapBytes() > 0);

    engine.close();
    engine.close();

    assertEquals(0, engine.offHeapBytes());
    assertThrows(IllegalStateException.class, () -> engine.infer(List.of(FILM)));
  }
}
