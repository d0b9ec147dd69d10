package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Pointer;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Window.Padding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans in 8 bits against the definition of their operations in double precision. */
class Int8PlanTest {
  private static final Window THREE = new Window(3, 3, 1, 1, new Padding(1, 1, 1, 1));
  private static final FeatureMap SMALL = new FeatureMap(3, 10, 8);

  @BeforeAll
  static void requireInt8() {
    assumeTrue(EightBitMachine.isHere(), "skipped: this processor has no 8-bit plans");
  }

  /** Three convolutions in a row and a hundred channels' average: a hundredth. */
  @Test
  void computesWhatTheProgramSaysButForRounding() {
    NetworkProgram program = TestPrograms.residual();
    try (CompiledPlan plan = CompiledPlan.compileInt8(program, ranges(program))) {
      for (int film = 0; film < 3; film++) {
        double[] expected = ReferenceRun.run(program, TestPrograms.film(film));
        assertArrayEquals(expected, doubles(plan.run(TestPrograms.film(film))), 0.02);
      }
    }
  }

  /**
   * Where every number is a whole one and every scale is 1, nothing is rounded and nothing may
   * differ: signed and unsigned values, both kinds of residuals, ReLU and the maximum.
   */
  @Test
  void computesWholeNumbersExactly() {
    NetworkProgram program =
        TestPrograms.withHead(
            SMALL,
            whole("stem", 0, 3).withRelu(),
            new MaxPooling("pool", 1, new Window(3, 3, 2, 2, new Padding(1, 1, 1, 1))),
            whole("signed", 2, 16),
            whole("a", 2, 16).plus(3).withRelu(),
            whole("b", 4, 16).withRelu(),
            whole("c", 5, 16).plus(4).withRelu(),
            whole("d", 6, 16));
    Map<String, Float> results = new HashMap<>();
    for (Operation operation : program.operations()) {
      boolean unsigned = operation instanceof Convolution layer && layer.relu();
      results.put(operation.result(), unsigned ? 255f : 127f);
    }
    float[] film = wholeFilm();
    double[] expected = ReferenceRun.run(program, film);

    try (CompiledPlan plan = CompiledPlan.compileInt8(program, new ValueRanges(127, results))) {
      assertArrayEquals(expected, doubles(plan.run(film)), 1e-6);
    }
  }

  @Test
  void cutsOffWhatIsBeyondTheRange() {
    NetworkProgram program = TestPrograms.withHead(SMALL, whole("only", 0, 3).withRelu());
    float[] film = wholeFilm();
    ValueRanges narrow = new ValueRanges(127, Map.of("only", 1f));
    ValueRanges wide = new ValueRanges(127, Map.of("only", 255f));

    try (CompiledPlan cut = CompiledPlan.compileInt8(program, narrow);
        CompiledPlan whole = CompiledPlan.compileInt8(program, wide)) {
      double[] few = doubles(cut.run(film));
      double[] all = doubles(whole.run(film));

      assertTrue(Math.abs(few[0] - all[0]) > 1e-3, "what was cut off is missing");
      assertEquals(1, few[0] + few[1] + few[2], 1e-5);
    }
  }

  @Test
  void givesTheSameBitsOnEveryRunAndCompilation() {
    NetworkProgram program = TestPrograms.residual();
    ValueRanges ranges = ranges(program);
    try (CompiledPlan plan = CompiledPlan.compileInt8(program, ranges);
        CompiledPlan again = CompiledPlan.compileInt8(program, ranges)) {
      float[] first = plan.run(TestPrograms.film(1));
      plan.run(TestPrograms.film(2));

      assertArrayEquals(first, plan.run(TestPrograms.film(1)));
      assertArrayEquals(first, again.run(TestPrograms.film(1)));
    }
  }

  /** One stage an operation, and one for each change between floats and integers. */
  @Test
  void reordersNothingBetweenConvolutions() {
    NetworkProgram program = TestPrograms.residual();
    try (CompiledPlan plan = CompiledPlan.compileInt8(program, ranges(program))) {
      List<String> names = plan.measure(1).stream().map(StageTime::name).toList();

      assertEquals(
          List.of(
              "input",
              "stem",
              "pool",
              "a",
              "projection",
              "b",
              "d",
              "e",
              "average",
              "average",
              "head",
              "head",
              "softmax"),
          names);
    }
  }

  @Test
  void needsARangeForEveryConvolution() {
    PlanUnavailableException refusal =
        assertThrows(
            PlanUnavailableException.class,
            () ->
                CompiledPlan.compileInt8(TestPrograms.residual(), new ValueRanges(1, Map.of()))
                    .close());
    assertEquals("there is no range for the output of stem", refusal.getMessage());
  }

  @Test
  void weighsAQuarterOfTheFloatPlan() {
    NetworkProgram program = TestPrograms.residual();
    PlanChoice choice = PlanChoice.direct(PlanChoice.Layout.BLOCKED);
    try (CompiledPlan plan = CompiledPlan.compileInt8(program, ranges(program));
        CompiledPlan floats = CompiledPlan.compile(program, choice)) {
      assertTrue(plan.memoryBytes() < 0.6 * floats.memoryBytes(), () -> "" + plan.memoryBytes());
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

  private static void compileAndRun() {
    NetworkProgram program = TestPrograms.residual();
    try (CompiledPlan plan =
        CompiledPlan.compileInt8(program, new ValueRanges(2, everyResult(program, 8)))) {
      plan.run(TestPrograms.film(0));
    }
  }

  private static Map<String, Float> everyResult(NetworkProgram program, float range) {
    Map<String, Float> ranges = new HashMap<>();
    program.operations().forEach(operation -> ranges.put(operation.result(), range));
    return ranges;
  }

  /** The largest values of the test's own films. */
  private static ValueRanges ranges(NetworkProgram program) {
    Map<String, Float> ranges = new HashMap<>();
    for (int film = 0; film < 3; film++) {
      List<double[]> values = ReferenceRun.values(program, TestPrograms.film(film));
      for (int i = 0; i < program.operations().size(); i++) {
        ranges.merge(program.operations().get(i).result(), largest(values.get(i + 1)), Math::max);
      }
    }
    return new ValueRanges(2, ranges);
  }

  private static float largest(double[] values) {
    double largest = 1e-6;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return (float) largest;
  }

  /**
   * A 3×3 convolution to 16 channels with about three kernels of 1 or -1 a channel, which are ±127
   * with a scale of 1/127, and whole biases.
   */
  private static Convolution whole(String name, int input, int from) {
    int perChannel = 9 * from;
    SplittableRandom random = new SplittableRandom(name.hashCode());
    float[] kernels = new float[16 * perChannel];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = random.nextInt(perChannel) < 3 ? random.nextInt(2) * 2 - 1 : 0;
    }
    float[] biases = new float[16];
    for (int channel = 0; channel < biases.length; channel++) {
      biases[channel] = random.nextInt(-2, 3);
    }
    return new Convolution(name, input, 16, THREE, new Filters(kernels::clone, biases::clone));
  }

  private static float[] wholeFilm() {
    SplittableRandom random = new SplittableRandom(3);
    float[] film = new float[SMALL.count()];
    for (int i = 0; i < film.length; i++) {
      film[i] = random.nextInt(-3, 4);
    }
    return film;
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
