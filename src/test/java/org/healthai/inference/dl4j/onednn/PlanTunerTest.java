package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.Window.Padding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is chosen by measuring is another thing on every machine; that it is real is not. */
class PlanTunerTest {
  @BeforeAll
  static void requireX86() {
    assumeTrue(Loader.getPlatform().endsWith("x86_64"), "skipped: no plans on this processor");
  }

  @Test
  void everyConvolutionChosenForWinogradRunsOnWinograd() {
    NetworkProgram program = TestPrograms.residual();
    PlanChoice choice = PlanTuner.choose(program);
    try (CompiledPlan plan = CompiledPlan.compile(program, choice)) {
      Set<String> winograd =
          plan.measure(1).stream()
              .filter(StageTime::isWinograd)
              .map(StageTime::name)
              .collect(Collectors.toSet());
      assertEquals(choice.winograd(), winograd);
    }
  }

  @Test
  void networkWithoutThreeByThreeGetsNoWinograd() {
    Window one = new Window(1, 1, 1, 1, Padding.NONE);
    NetworkProgram program =
        TestPrograms.withHead(TestPrograms.INPUT, TestPrograms.convolution("only", 0, 3, 16, one));

    assertEquals(Set.of(), PlanTuner.choose(program).winograd());
  }
}
