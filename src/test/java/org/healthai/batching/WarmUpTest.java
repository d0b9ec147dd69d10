package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final FakeNanoTime nanoTime = new FakeNanoTime();

  /**
   * Costs 100 + 10 a request; the first run of each size costs 1000 more, and one that is disturbed
   * 500 a request more.
   */
  private final class Runner implements BatchRunner<String, String> {
    private final List<Integer> sizes = new ArrayList<>();
    private Duration each = Duration.ZERO;
    private IntPredicate disturbed = run -> false;
    private int maxBatch = 3;
    private int atOnce = 1;

    @Override
    public List<String> run(List<String> inputs) {
      int size = inputs.size();
      long extra = sizes.contains(size) ? 0 : 1000;
      sizes.add(size);
      long noise = disturbed.test(sizes.size() - 1) ? 500L * size : 0;
      nanoTime.advance(each.plusNanos(100 + 10L * size + extra + noise));
      return inputs;
    }

    @Override
    public int inputsAtOnce() {
      return atOnce;
    }

    @Override
    public int maxBatch() {
      return maxBatch;
    }

    @Override
    public void close() {}
  }

  @Test
  void learnsTheWarmCostOfEverySizeMeasured() {
    CostTable costs = new CostTable(8);

    new WarmUp(nanoTime).run(new Runner(), "sample", costs);

    assertEquals(110, costs.nanosForBatch(1));
    assertEquals(120, costs.nanosForBatch(2));
    assertEquals(130, costs.nanosForBatch(3));
    assertEquals(3, costs.bestBatch());
  }

  @Test
  void runsNoBatchLargerThanTheTable() {
    Runner runner = new Runner();

    new WarmUp(nanoTime).run(runner, "sample", new CostTable(2));

    assertEquals(2, runner.sizes.stream().mapToInt(size -> size).max().orElse(0));
  }

  @Test
  void runsOneTwoFourAndSoOnWhatRunsAtOnceAndTheLargest() {
    Runner runner = new Runner();
    runner.maxBatch = 11;
    runner.atOnce = 6;

    new WarmUp(nanoTime).run(runner, "sample", new CostTable(16));

    assertEquals(Set.of(1, 2, 4, 6, 8, 11), Set.copyOf(runner.sizes));
  }

  @Test
  void runsEverySizeOnceEvenOnASlowMachine() {
    Runner runner = new Runner();
    runner.each = WarmUp.MEASURING_BUDGET;
    CostTable costs = new CostTable(3);

    new WarmUp(nanoTime).run(runner, "sample", costs);

    assertEquals(List.of(1, 1, 1, 2, 3, 1, 1, 1), runner.sizes);
    assertEquals(runner.each.toNanos() + 1130, costs.nanosForBatch(3));
  }

  /** Which comes when the second size would be measured, were sizes not measured by turns. */
  @Test
  void spellOfOtherWorkDoesNotChangeTheBestBatch() {
    Runner runner = new Runner();
    runner.disturbed = run -> run >= 3 && run < 9;
    CostTable costs = new CostTable(3);

    new WarmUp(nanoTime).run(runner, "sample", costs);

    assertEquals(3, costs.bestBatch());
    assertEquals(120, costs.nanosForBatch(2));
    assertEquals(130, costs.nanosForBatch(3));
  }

  @Test
  void bestBatchUsesAllThatRunsAtOnceThoughOtherWorkDisturbsAll() {
    Runner runner = new Runner();
    runner.atOnce = 2;
    runner.each = Duration.ofNanos(-90);
    runner.disturbed = run -> runner.sizes.get(run) > 1;
    CostTable costs = new CostTable(3);

    new WarmUp(nanoTime).run(runner, "sample", costs);

    assertEquals(2, costs.bestBatch());
  }

  @Test
  void passesOnWhatTheRunnerThrows() {
    BatchRunner<String, String> broken =
        new BatchRunner<>() {
          @Override
          public List<String> run(List<String> inputs) {
            throw new IllegalStateException("broken");
          }

          @Override
          public int maxBatch() {
            return 1;
          }

          @Override
          public void close() {}
        };

    assertThrows(
        IllegalStateException.class,
        () -> new WarmUp(nanoTime).run(broken, "sample", new CostTable(1)));
  }
}
