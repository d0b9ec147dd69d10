package org.healthai.batching;

import java.time.Duration;
import java.util.Collections;
import java.util.function.LongSupplier;

/**
 * Runs every batch size a runner takes, so that the first real request finds warm caches and
 * compiled code, and teaches a {@link CostTable} what each size costs.
 *
 * <p>The first run of a size also pays for allocations, so it is run twice more and the best
 * counts. On a machine so slow that {@link #MEASURING_BUDGET} is used up, the first run has to do:
 * readiness matters more than a better estimate, which operation brings anyway.
 */
public final class WarmUp {
  /** What all runs after the first of each size may take together. */
  static final Duration MEASURING_BUDGET = Duration.ofSeconds(3);

  private static final int MEASURED_RUNS = 2;

  private final LongSupplier nanoTime;

  /** Measures on the given monotonic clock. */
  public WarmUp(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Runs on the thread that owns the runner; {@code sample} is any valid input. */
  public <I, O> void run(BatchRunner<I, O> runner, I sample, CostTable costs) {
    long[] nanos = new long[Math.min(runner.maxBatch(), costs.maxBatch())];
    long spent = 0;
    for (int size = 1; size <= nanos.length; size++) {
      long best = nanosOf(runner, sample, size);
      for (int run = 0; run < MEASURED_RUNS && spent < MEASURING_BUDGET.toNanos(); run++) {
        long measured = nanosOf(runner, sample, size);
        spent += measured;
        best = Math.min(best, measured);
      }
      nanos[size - 1] = Math.max(1, best);
    }
    costs.learn(nanos);
  }

  private <I, O> long nanosOf(BatchRunner<I, O> runner, I sample, int size) {
    long start = nanoTime.getAsLong();
    runner.run(Collections.nCopies(size, sample));
    return nanoTime.getAsLong() - start;
  }
}
