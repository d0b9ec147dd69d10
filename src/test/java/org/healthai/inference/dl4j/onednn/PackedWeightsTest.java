package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans of one program that share their weights. */
class PackedWeightsTest {
  private static final PlanChoice CHOICE = new PlanChoice(Layout.BLOCKED, Set.of("b", "d", "e"));
  private static final float[] FILM = TestPrograms.film(1);

  @BeforeAll
  static void requireX86() {
    assumeTrue(
        Loader.getPlatform().endsWith("x86_64"),
        "skipped: oneDNN has only its reference kernels on this processor");
  }

  @Test
  void secondPlanNeedsMemoryForItsFeatureMapsOnly() {
    try (PackedWeights weights = new PackedWeights();
        CompiledPlan first = compile(weights)) {
      long packed = weights.memoryBytes();
      try (CompiledPlan second = compile(weights);
          CompiledPlan single = CompiledPlan.compile(TestPrograms.residual(), CHOICE)) {
        assertTrue(packed > 0);
        assertTrue(weights.memoryBytes() == packed, "packed again");
        assertTrue(second.memoryBytes() + packed <= single.memoryBytes(), "packed for itself");
        assertArrayEquals(single.run(FILM), first.run(FILM));
        assertArrayEquals(single.run(FILM), second.run(FILM));
      }
    }
  }

  /** A kernel of the other choice may want another layout of the same numbers. */
  @Test
  void planWithOtherLayoutsPacksItsOwn() {
    try (PackedWeights weights = new PackedWeights();
        CompiledPlan first = compile(weights);
        CompiledPlan other =
            CompiledPlan.compile(
                TestPrograms.residual(), PlanChoice.direct(Layout.NHWC), weights)) {
      float[] before = first.run(FILM);
      assertArrayEquals(before, other.run(FILM), 1e-5f);
      assertArrayEquals(before, first.run(FILM));
    }
  }

  @Test
  void givesBackEveryNativeObject() {
    openAndClose();
    long objects = Pointer.totalCount();
    for (int i = 0; i < 50; i++) {
      openAndClose();
    }
    assertTrue(Pointer.totalCount() <= objects, "objects left over");
  }

  private static void openAndClose() {
    try (PackedWeights weights = new PackedWeights();
        CompiledPlan first = compile(weights);
        CompiledPlan second = compile(weights)) {
      assertArrayEquals(first.run(FILM), second.run(FILM));
    }
  }

  private static CompiledPlan compile(PackedWeights weights) {
    return CompiledPlan.compile(TestPrograms.residual(), CHOICE, weights);
  }
}
