package org.healthai.batching;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.healthai.timing.Turns;

/**
 * Runs batches of several sizes, so that the first real request finds warm caches and compiled
 * code, and teaches a {@link CostTable} what they cost: one request, twice as many and so on, as
 * many as the runner works on at once, and the largest batch.
 *
 * <p>The sizes run by turns, the smaller ones the more often, until nothing gets shorter or {@link
 * #MEASURING_BUDGET} is used up. On a machine so slow that nothing is left of it after the first
 * round, that one has to do: readiness matters more than a better estimate, which operation brings
 * anyway.
 */
public final class WarmUp {
  /** What all rounds after the first may take together. */
  static final Duration MEASURING_BUDGET = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private final Turns turns;

  /** Measures on the given monotonic clock. */
  public WarmUp(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.turns = new Turns(nanoTime, new Turns.Limits(1, 2, MEASURING_BUDGET));
  }

  /** Runs on the thread that owns the runner; {@code sample} is any valid input. */
  public <I, O> void run(BatchRunner<I, O> runner, I sample, CostTable costs) {
    int most = Math.min(runner.maxBatch(), costs.maxBatch());
    int atOnce = Math.min(runner.inputsAtOnce(), most);
    List<Integer> sizes = List.copyOf(sizes(atOnce, most));
    List<Supplier<long[]>> candidates =
        sizes.stream()
            .map(size -> Collections.nCopies(size, sample))
            .<Supplier<long[]>>map(batch -> () -> shortest(runner, batch, most / batch.size()))
            .toList();
    List<long[]> shortest = turns.shortest(candidates);
    long[] nanos = new long[most];
    for (int i = 0; i < sizes.size(); i++) {
      nanos[sizes.get(i) - 1] = Math.max(1, shortest.get(i)[0]);
    }
    costs.learn(atOnce, nanos);
  }

  private static SortedSet<Integer> sizes(int atOnce, int most) {
    SortedSet<Integer> sizes = new TreeSet<>(Arrays.asList(atOnce, most));
    for (int size = 1; size < most; size *= 2) {
      sizes.add(size);
    }
    return sizes;
  }

  /** Small batches run more often in a turn, so that a turn is as long for each size. */
  private <I, O> long[] shortest(BatchRunner<I, O> runner, List<I> batch, int runs) {
    long shortest = Long.MAX_VALUE;
    for (int run = 0; run < runs; run++) {
      long start = nanoTime.getAsLong();
      runner.run(batch);
      shortest = Math.min(shortest, nanoTime.getAsLong() - start);
    }
    return new long[] {shortest};
  }
}
