package org.healthai.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final FakeNanoTime nanoTime = new FakeNanoTime();

  /** Costs 100 + 10 a request; the first run of each size costs 1000 more. */
  private final class Runner implements BatchRunner<String, String> {
    private final List<Integer> sizes = new ArrayList<>();
    private Duration each = Duration.ZERO;

    @Override
    public List<String> run(List<String> inputs) {
      int size = inputs.size();
      long extra = sizes.contains(size) ? 0 : 1000;
      sizes.add(size);
      nanoTime.advance(each.plusNanos(100 + 10L * size + extra));
      return inputs;
    }

    @Override
    public int maxBatch() {
      return 3;
    }

    @Override
    public void close() {}
  }

  @Test
  void learnsTheWarmCostOfEverySize() {
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
  void runsEverySizeOnceEvenOnASlowMachine() {
    Runner runner = new Runner();
    runner.each = WarmUp.MEASURING_BUDGET;
    CostTable costs = new CostTable(3);

    new WarmUp(nanoTime).run(runner, "sample", costs);

    assertEquals(List.of(1, 1, 2, 3), runner.sizes);
    assertEquals(runner.each.toNanos() + 1130, costs.nanosForBatch(3));
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
