package org.healthai.batching;

import java.time.Duration;
import java.util.Map;

/**
 * One look at a queue; numbers that count are since the queue was made.
 *
 * @param state where the queue is in its life
 * @param capacity requests that may wait
 * @param depth requests waiting now
 * @param running requests in the batch that runs now; 0 when idle
 * @param oldestWait how long the longest-waiting request has waited; zero when none waits
 * @param counts how requests ended
 * @param batchesBySize number of batches run, by size
 */
public record QueueStatistics(
    QueueState state,
    int capacity,
    int depth,
    int running,
    Duration oldestWait,
    Counts counts,
    Map<Integer, Long> batchesBySize) {

  /** Copies the map. */
  public QueueStatistics {
    batchesBySize = Map.copyOf(batchesBySize);
  }

  /** True while a batch runs. */
  public boolean busy() {
    return running > 0;
  }

  /**
   * How requests ended.
   *
   * @param completed answered
   * @param failed their batch failed
   * @param refused not taken: queue full, closed or broken
   * @param expired their deadline passed while they waited
   * @param cancelled given up by the caller while they waited
   * @param totalWait time in the queue of all that ran, summed
   */
  public record Counts(
      long completed,
      long failed,
      long refused,
      long expired,
      long cancelled,
      Duration totalWait) {}
}
