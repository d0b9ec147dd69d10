package org.healthai.batching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The bounded, locked line between the callers and the worker; also knows what the worker is busy
 * with. Completes no future, so no foreign code runs under its lock. Safe for many threads.
 */
final class WaitingRoom<I, O> {

  /** What became of a request at the door. */
  enum Admission {
    ADMITTED,
    FULL,
    CLOSED
  }

  /** One consistent look. */
  record Occupancy(int depth, int running, long runningNanos, long oldestWaitNanos) {}

  /**
   * One consistent look that walks the line.
   *
   * @param ahead how many would run before a request of that priority that came now
   */
  record Prospect(Occupancy occupancy, Map<Priority, Integer> ahead) {}

  private static final BatchLimits ALONE = BatchLimits.of(1);

  private final int capacity;
  private final LongSupplier nanoTime;
  private final WaitingLine<I, O> line;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<QueuedRequest<I, O>> running = new ArrayList<>();
  private long runningSinceNanos;
  private boolean open = true;

  WaitingRoom(BatchingSettings settings, LongSupplier nanoTime) {
    this.capacity = settings.capacity();
    this.nanoTime = nanoTime;
    this.line = new WaitingLine<>(settings);
  }

  Admission admit(QueuedRequest<I, O> request) {
    lock.lock();
    try {
      if (!open) {
        return Admission.CLOSED;
      }
      if (line.size() >= capacity) {
        return Admission.FULL;
      }
      line.add(request, nanoTime.getAsLong());
      changed.signal();
      return Admission.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  /** False when the request had left already. */
  boolean remove(QueuedRequest<I, O> request) {
    lock.lock();
    try {
      return line.remove(request);
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what has expired, to make room. */
  List<QueuedRequest<I, O>> removeExpired() {
    lock.lock();
    try {
      return line.removeExpired(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks the worker until there is a batch to run or a request has expired; empty when the room
   * is closed and nobody waits any more.
   */
  Optional<Batch<I, O>> awaitBatch(BatchLimits limits) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (open || !line.isEmpty()) {
        long now = nanoTime.getAsLong();
        List<QueuedRequest<I, O>> expired = line.removeExpired(now);
        boolean ready = !line.isEmpty() && (!open || line.nanosUntilBatch(now, limits.most()) == 0);
        if (ready || !expired.isEmpty()) {
          runningSinceNanos = now;
          return Optional.of(start(ready ? line.removeNext(limits) : List.of(), expired, now));
        }
        if (line.isEmpty()) {
          changed.await();
        } else {
          changed.awaitNanos(
              Math.min(line.nanosUntilBatch(now, limits.most()), line.nanosUntilExpiry(now)));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The request whose turn is next, alone, if somebody waits for it. For the worker, while it runs
   * a batch of others. Empty, too, when a bulk request has waited so long that it is next. Never
   * blocks.
   */
  Optional<Batch<I, O>> takeUrgent() {
    lock.lock();
    try {
      if (!line.isUrgentNext()) {
        return Optional.empty();
      }
      long now = nanoTime.getAsLong();
      List<QueuedRequest<I, O>> expired = line.removeExpired(now);
      return Optional.of(
          start(line.isUrgentNext() ? line.removeNext(ALONE) : List.of(), expired, now));
    } finally {
      lock.unlock();
    }
  }

  /** Called under the lock. */
  private Batch<I, O> start(
      List<QueuedRequest<I, O>> members, List<QueuedRequest<I, O>> expired, long now) {
    running.addAll(members);
    return new Batch<>(members, expired, now);
  }

  /** The worker is done with that batch. */
  void batchDone(Batch<I, O> batch) {
    lock.lock();
    try {
      running.removeAll(batch.members());
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more requests; those that wait stay. */
  void close() {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up on everything that waits or runs, and returns it. */
  List<QueuedRequest<I, O>> abandon() {
    lock.lock();
    try {
      List<QueuedRequest<I, O>> all = new ArrayList<>(running);
      all.addAll(line.removeAll());
      changed.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
  }

  Occupancy occupancy() {
    lock.lock();
    try {
      return occupancy(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }

  Prospect prospect() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      Map<Priority, Integer> ahead = new EnumMap<>(Priority.class);
      for (Priority priority : Priority.values()) {
        ahead.put(priority, line.countAhead(priority, now));
      }
      return new Prospect(occupancy(now), ahead);
    } finally {
      lock.unlock();
    }
  }

  /** Called under the lock. */
  private Occupancy occupancy(long now) {
    long runningNanos = running.isEmpty() ? 0 : now - runningSinceNanos;
    return new Occupancy(line.size(), running.size(), runningNanos, line.oldestWaitNanos(now));
  }
}
