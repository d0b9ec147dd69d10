package org.healthai.batching;

import java.util.Collections;
import java.util.function.LongSupplier;

/**
 * Runs every batch size a runner takes, so that the first real request finds warm caches and
 * compiled code, and teaches a {@link CostTable} what each size costs.
 */
public final class WarmUp {
  /** The first run of a size pays for allocations and is not counted; the best of the others is. */
  private static final int MEASURED_RUNS = 2;

  private final LongSupplier nanoTime;

  /** Measures on the given monotonic clock. */
  public WarmUp(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Runs on the thread that owns the runner; {@code sample} is any valid input. */
  public <I, O> void run(BatchRunner<I, O> runner, I sample, CostTable costs) {
    int largest = Math.min(runner.maxBatch(), costs.maxBatch());
    long[] nanos = new long[largest];
    for (int size = 1; size <= largest; size++) {
      timeOf(runner, sample, size);
      long best = Long.MAX_VALUE;
      for (int run = 0; run < MEASURED_RUNS; run++) {
        best = Math.min(best, timeOf(runner, sample, size));
      }
      nanos[size - 1] = Math.max(1, best);
    }
    costs.learn(nanos);
  }

  private <I, O> long timeOf(BatchRunner<I, O> runner, I sample, int size) {
    long start = nanoTime.getAsLong();
    runner.run(Collections.nCopies(size, sample));
    return nanoTime.getAsLong() - start;
  }
}
