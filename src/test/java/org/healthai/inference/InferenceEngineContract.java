package org.healthai.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.healthai.inference.dl4j.NarrowNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine promises, on the narrow ResNet-18. */
public abstract class InferenceEngineContract {
  protected static final int MAX_BATCH = 3;
  private static final float[] FILM = NarrowNetwork.film(1);

  private InferenceEngine engine;

  /** Builds the engine of the narrow ResNet-18 that takes {@value #MAX_BATCH} films at once. */
  protected abstract InferenceEngine open();

  @BeforeEach
  void openEngine() {
    engine = open();
  }

  @AfterEach
  void closeEngine() {
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
