package org.healthai.batching;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts how requests ended. Safe for many threads. */
final class QueueCounters {
  final LongAdder completed = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder expired = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();
  private final AtomicLongArray batchesBySize;

  QueueCounters(int maxBatch) {
    batchesBySize = new AtomicLongArray(maxBatch + 1);
  }

  void add(BatchRun run) {
    batchesBySize.incrementAndGet(run.size());
    (run.succeeded() ? completed : failed).add(run.size());
    run.waits().forEach(wait -> waitNanos.add(wait.toNanos()));
  }

  QueueStatistics.Counts counts() {
    return new QueueStatistics.Counts(
        completed.sum(),
        failed.sum(),
        refused.sum(),
        expired.sum(),
        cancelled.sum(),
        Duration.ofNanos(waitNanos.sum()));
  }

  Map<Integer, Long> batchesBySize() {
    Map<Integer, Long> result = new TreeMap<>();
    for (int size = 1; size < batchesBySize.length(); size++) {
      if (batchesBySize.get(size) > 0) {
        result.put(size, batchesBySize.get(size));
      }
    }
    return result;
  }
}
