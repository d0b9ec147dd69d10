package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.healthai.inference.dl4j.onednn.Window.Padding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans against the definition of their operations, whatever the layout and the algorithm. */
class CompiledPlanTest {
  /** float32 and Winograd's rounding against double precision. */
  private static final double TOLERANCE = 1e-5;

  private static final Set<String> ALL_THREE_BY_THREE = Set.of("b", "d", "e");

  @BeforeAll
  static void requireX86() {
    assumeTrue(
        Loader.getPlatform().endsWith("x86_64"),
        "skipped: oneDNN has only its reference kernels on this processor");
  }

  static Stream<PlanChoice> choices() {
    return Stream.of(
        PlanChoice.direct(Layout.BLOCKED),
        PlanChoice.direct(Layout.NHWC),
        new PlanChoice(Layout.BLOCKED, ALL_THREE_BY_THREE));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void computesWhatTheProgramSays(PlanChoice choice) {
    NetworkProgram program = TestPrograms.residual();
    try (CompiledPlan plan = CompiledPlan.compile(program, choice)) {
      for (int film = 0; film < 3; film++) {
        double[] expected = ReferenceRun.run(program, TestPrograms.film(film));
        assertArrayEquals(expected, doubles(plan.run(TestPrograms.film(film))), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void givesTheSameBitsOnEveryRunAndCompilation(PlanChoice choice) {
    try (CompiledPlan plan = CompiledPlan.compile(TestPrograms.residual(), choice);
        CompiledPlan again = CompiledPlan.compile(TestPrograms.residual(), choice)) {
      float[] first = plan.run(TestPrograms.film(1));
      plan.run(TestPrograms.film(2));

      assertArrayEquals(first, plan.run(TestPrograms.film(1)));
      assertArrayEquals(first, again.run(TestPrograms.film(1)));
    }
  }

  @Test
  void winogradIsReallyWinograd() {
    List<StageTime> direct = stages(PlanChoice.direct(Layout.BLOCKED));
    assumeTrue(
        direct.stream().anyMatch(stage -> stage.implementation().contains("avx512")),
        "skipped: Winograd needs AVX-512");
    List<StageTime> chosen = stages(new PlanChoice(Layout.BLOCKED, ALL_THREE_BY_THREE));

    assertEquals(Set.of(), winograd(direct));
    assertEquals(ALL_THREE_BY_THREE, winograd(chosen));
  }

  @Test
  void runsOnNoReferenceKernel() {
    for (StageTime stage : stages(PlanChoice.direct(Layout.BLOCKED))) {
      assertTrue(
          !stage.implementation().startsWith("ref"),
          () -> stage.name() + " runs on " + stage.implementation());
    }
  }

  /** No operation of a ResNet falls to one on x86, hence the name alone. */
  @ParameterizedTest
  @ValueSource(strings = {"ref:any", "ref_int8:any"})
  void refusesReferenceKernel(String implementation) {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class, () -> StageList.requireFast("conv1", implementation));
    assertEquals(
        "conv1 would run on oneDNN's slow reference kernel " + implementation,
        refusal.getMessage());
  }

  @Test
  void refusesFilmOfAnotherLength() {
    try (CompiledPlan plan =
        CompiledPlan.compile(TestPrograms.residual(), PlanChoice.direct(Layout.BLOCKED))) {
      float[] tooLong = new float[TestPrograms.INPUT.count() + 1];
      assertThrows(IllegalArgumentException.class, () -> plan.run(tooLong));
    }
  }

  /** Nothing waits for the garbage collector: the books are even without one. */
  @Test
  void hundredPlansGiveBackEveryNativeObject() {
    compileAndRun();
    long objects = Pointer.totalCount();
    long bytes = Pointer.totalBytes();

    for (int i = 0; i < 100; i++) {
      compileAndRun();
    }

    assertTrue(Pointer.totalCount() <= objects, "objects left over");
    assertTrue(Pointer.totalBytes() <= bytes, "bytes left over");
  }

  /** The second layer's weights cannot be read, after the first one's were packed. */
  @Test
  void failedCompilationGivesBackEveryNativeObject() {
    Window one = new Window(1, 1, 1, 1, Padding.NONE);
    Filters broken =
        new Filters(
            () -> {
              throw new IllegalStateException("no weights");
            },
            () -> new float[16]);
    NetworkProgram program =
        TestPrograms.withHead(
            TestPrograms.INPUT,
            TestPrograms.convolution("good", 0, 3, 16, one),
            TestPrograms.convolution("broken", 1, 16, 16, one).withFilters(broken));
    compileAndRun();
    long objects = Pointer.totalCount();

    assertThrows(
        IllegalStateException.class,
        () -> CompiledPlan.compile(program, PlanChoice.direct(Layout.BLOCKED)).close());

    assertTrue(Pointer.totalCount() <= objects, "objects left over");
  }

  @Test
  void tellsItsMemory() {
    try (CompiledPlan plan =
        CompiledPlan.compile(TestPrograms.residual(), PlanChoice.direct(Layout.BLOCKED))) {
      long weights = 4L * (105 * 3 * 16 + 9 * 16 * 32 + 16 * 32 + 3 * 9 * 32 * 32);
      assertTrue(plan.memoryBytes() > weights, () -> plan.memoryBytes() + " bytes");
    }
  }

  private static void compileAndRun() {
    PlanChoice choice = new PlanChoice(Layout.BLOCKED, ALL_THREE_BY_THREE);
    try (CompiledPlan plan = CompiledPlan.compile(TestPrograms.residual(), choice)) {
      plan.run(TestPrograms.film(0));
    }
  }

  private static List<StageTime> stages(PlanChoice choice) {
    try (CompiledPlan plan = CompiledPlan.compile(TestPrograms.residual(), choice)) {
      return plan.measure(1);
    }
  }

  private static Set<String> winograd(List<StageTime> stages) {
    return stages.stream()
        .filter(StageTime::isWinograd)
        .map(StageTime::name)
        .collect(Collectors.toSet());
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
