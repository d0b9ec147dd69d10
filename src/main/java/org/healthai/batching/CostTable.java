package org.healthai.batching;

import java.util.Arrays;

/**
 * What a batch of each size costs: learnt once at warm-up and kept up to date while batches run.
 *
 * <p>The warm-up decides the best batch size and nothing else does, so that one slow spell of the
 * machine cannot shrink batches for good. Safe for many threads.
 */
public final class CostTable {
  /**
   * A bigger batch must save at least this share of the cost per request: everybody in it waits for
   * the whole of it. What it saves on a loaded machine is more than what a warm-up can measure.
   */
  private static final double WORTHWHILE_SAVING = 0.05;

  /** Weight of the newest measurement. */
  private static final double SMOOTHING = 0.1;

  private final double[] nanosBySize;
  private int bestBatch;

  /** A table that knows nothing yet: costs are zero and the best batch is the largest. */
  public CostTable(int maxBatch) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be positive");
    }
    nanosBySize = new double[maxBatch + 1];
    bestBatch = maxBatch;
  }

  /** Largest batch size in the table. */
  public int maxBatch() {
    return nanosBySize.length - 1;
  }

  /**
   * Replaces everything known by what a warm-up measured.
   *
   * @param leastBest one of the sizes measured; the best batch is no smaller. How many requests are
   *     worked on at once needs no proof by times, which other work on the machine disturbs
   * @param nanos cost of batches of 1, 2, 3 … requests, as many as the runner takes and the table
   *     holds; zero for a size that was not measured
   */
  public synchronized void learn(int leastBest, long... nanos) {
    if (nanos.length < 1 || nanos.length > maxBatch()) {
      throw new IllegalArgumentException("expected 1 to " + maxBatch() + " costs");
    }
    Arrays.fill(nanosBySize, 0);
    bestBatch = leastBest;
    for (int size = 1; size <= nanos.length; size++) {
      nanosBySize[size] = nanos[size - 1];
    }
    for (int size = leastBest + 1; size <= nanos.length; size++) {
      double worthwhile = perRequest(bestBatch) * (1 - WORTHWHILE_SAVING);
      if (nanosBySize[size] > 0 && perRequest(size) < worthwhile) {
        bestBatch = size;
      }
    }
  }

  private double perRequest(int size) {
    return nanosBySize[size] / size;
  }

  /** Takes in what a batch just cost. */
  public synchronized void update(int size, long nanos) {
    double known = nanosBySize[size];
    nanosBySize[size] = known == 0 ? nanos : known + SMOOTHING * (nanos - known);
  }

  /** The batch size with the least cost per request. */
  public synchronized int bestBatch() {
    return bestBatch;
  }

  /**
   * Cost of one batch; for a size never seen, in proportion to the nearest known one (the smaller
   * of two equally near); zero when nothing is known.
   */
  public synchronized long nanosForBatch(int size) {
    for (int distance = 0; distance < nanosBySize.length; distance++) {
      for (int known : new int[] {size - distance, size + distance}) {
        if (known >= 1 && known < nanosBySize.length && nanosBySize[known] > 0) {
          return (long) (perRequest(known) * size);
        }
      }
    }
    return 0;
  }

  /** Cost of working off that many requests in batches of the best size. */
  public synchronized long nanosForRequests(int count) {
    long full = (count / bestBatch) * nanosForBatch(bestBatch);
    int rest = count % bestBatch;
    return rest == 0 ? full : full + nanosForBatch(rest);
  }
}
