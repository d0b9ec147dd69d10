package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthai.batching.FakeNanoTime;
import org.healthai.inference.dl4j.onednn.CompiledPlan.StageTime;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.healthai.timing.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other work on the machine while it is measured does not change what is chosen. */
class PlanTunerNoiseTest {
  /** What a stage takes when nothing else runs: directly, by Winograd's algorithm, in NHWC. */
  private record Nanos(long direct, long winograd, long nhwc) {}

  private static final Map<String, Nanos> STAGES =
      Map.of(
          "small", new Nanos(100, 130, 95),
          "middle", new Nanos(200, 120, 190),
          "large", new Nanos(300, 160, 310));

  private static final PlanChoice BEST = new PlanChoice(Layout.BLOCKED, Set.of("middle", "large"));

  private static final int SPELL = 30;

  /** How many times as long a stage takes. */
  private interface Noise {
    double factor(int run);
  }

  private final FakeNanoTime nanoTime = new FakeNanoTime();
  private int runs;
  private int open;
  private int mostOpen;

  private final class FakeTrial implements PlanTuner.Trial {
    private final PlanChoice choice;
    private final Noise noise;

    FakeTrial(PlanChoice choice, Noise noise) {
      this.choice = choice;
      this.noise = noise;
      open++;
      mostOpen = Math.max(mostOpen, open);
    }

    @Override
    public List<StageTime> run() {
      List<StageTime> times = new ArrayList<>();
      STAGES.keySet().stream().sorted().forEach(name -> times.add(stage(name)));
      runs++;
      return times;
    }

    private StageTime stage(String name) {
      boolean winograd = choice.winograd().contains(name);
      Nanos nanos = STAGES.get(name);
      long blocked = winograd ? nanos.winograd : nanos.direct;
      long quiet = choice.layout() == Layout.NHWC ? nanos.nhwc : blocked;
      long taken = (long) (quiet * noise.factor(runs));
      nanoTime.advance(Duration.ofNanos(taken));
      return new StageTime(name, winograd ? "jit_wino" : "jit", taken);
    }

    @Override
    public void close() {
      open--;
    }
  }

  private PlanChoice choose(Noise noise) {
    Turns turns = new Turns(nanoTime, PlanTuner.LIMITS);
    return new PlanTuner(choice -> new FakeTrial(choice, noise), turns).choose(STAGES.keySet());
  }

  @Test
  void fewRunsDoOnAQuietMachine() {
    assertEquals(BEST, choose(run -> 1));
    assertTrue(runs < 50, runs + " runs");
  }

  @Test
  void atMostTwoPlansAreInMemory() {
    assertEquals(BEST, choose(run -> 1));
    assertEquals(2, mostOpen);
    assertEquals(0, open);
  }

  /** Long enough to spoil all runs of a candidate that is measured by itself. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 15, 20, 21, 25, 30, 40, 45})
  void oneSpellOfOtherWorkChangesNothing(int start) {
    assertEquals(BEST, choose(run -> run >= start && run < start + SPELL ? 3 : 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void workThatDisturbsTwoStagesInThreeChangesNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);

    assertEquals(BEST, choose(run -> random.nextInt(3) > 0 ? random.nextDouble(1.5, 5) : 1));
  }
}
