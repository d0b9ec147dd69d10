package org.healthai.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order in which requests run: by arrival time plus one head start ({@code ageing}) for every
 * step of priority below {@link Priority#STAT}. That one number gives first-in-first-out within a
 * priority, urgency between priorities, and an end to every wait, since a request yields only to
 * more urgent ones that arrive within its head start.
 *
 * <p>Not safe for several threads; {@link WaitingRoom} locks. Adding and removing cost O(log n).
 */
final class WaitingLine<I, O> {
  private final long ageingNanos;
  private final long maxDelayNanos;
  private final Set<QueuedRequest<I, O>> byArrival = new LinkedHashSet<>();
  private final TreeSet<QueuedRequest<I, O>> byRank;
  private final TreeSet<QueuedRequest<I, O>> byDeadline;
  private long nextSequence;

  WaitingLine(BatchingSettings settings) {
    ageingNanos = settings.ageing().toNanos();
    maxDelayNanos = settings.maxQueueDelay().toNanos();
    byRank = new TreeSet<>(order((a, b) -> Long.signum(rank(a) - rank(b))));
    byDeadline = new TreeSet<>(order((a, b) -> Long.signum(a.deadlineNanos() - b.deadlineNanos())));
  }

  private static <I, O> Comparator<QueuedRequest<I, O>> order(
      Comparator<QueuedRequest<I, O>> first) {
    return first.thenComparingLong(request -> request.sequence);
  }

  private long rank(QueuedRequest<I, O> request) {
    return request.arrivalNanos + request.priority.headStartsBehind() * ageingNanos;
  }

  int size() {
    return byArrival.size();
  }

  boolean isEmpty() {
    return byArrival.isEmpty();
  }

  void add(QueuedRequest<I, O> request, long now) {
    request.arrivalNanos = now;
    request.sequence = nextSequence++;
    byArrival.add(request);
    byRank.add(request);
    if (request.hasDeadline()) {
      byDeadline.add(request);
    }
  }

  /** False when the request was not, or no longer, in the line. */
  boolean remove(QueuedRequest<I, O> request) {
    if (!byArrival.remove(request)) {
      return false;
    }
    byRank.remove(request);
    byDeadline.remove(request);
    return true;
  }

  /** Takes out everything, in order of arrival. */
  List<QueuedRequest<I, O>> removeAll() {
    List<QueuedRequest<I, O>> all = new ArrayList<>(byArrival);
    byArrival.clear();
    byRank.clear();
    byDeadline.clear();
    return all;
  }

  /** Takes out the requests whose deadline has come. */
  List<QueuedRequest<I, O>> removeExpired(long now) {
    List<QueuedRequest<I, O>> expired = new ArrayList<>();
    while (!byDeadline.isEmpty() && byDeadline.first().deadlineNanos() - now <= 0) {
      QueuedRequest<I, O> request = byDeadline.first();
      remove(request);
      expired.add(request);
    }
    return expired;
  }

  /** Takes out the next batch, in the order in which its requests run. */
  List<QueuedRequest<I, O>> removeNext(BatchLimits limits) {
    List<QueuedRequest<I, O>> batch = new ArrayList<>(Math.min(limits.mostBulk(), size()));
    boolean bulk = !isEmpty() && !isUrgentNext();
    while (!isEmpty()) {
      boolean changes = bulk == isUrgentNext();
      bulk &= !changes;
      if ((changes && limits.bulkApart())
          || batch.size() >= (bulk ? limits.mostBulk() : limits.most())) {
        break;
      }
      QueuedRequest<I, O> request = byRank.first();
      remove(request);
      batch.add(request);
    }
    return batch;
  }

  /** Whether there is a next one, and it is more urgent than {@link Priority#BULK}. */
  boolean isUrgentNext() {
    return !isEmpty() && byRank.first().priority != Priority.BULK;
  }

  /**
   * How long the next batch is held back so that more can join: zero when it is full, when a {@link
   * Priority#STAT} request is first, or when one has waited the whole delay. Only for a line that
   * is not empty.
   */
  long nanosUntilBatch(long now, int limit) {
    if (size() >= limit || byRank.first().priority == Priority.STAT) {
      return 0;
    }
    return Math.max(0, maxDelayNanos - oldestWaitNanos(now));
  }

  /** How long until a deadline comes; {@link Long#MAX_VALUE} when nobody has one. */
  long nanosUntilExpiry(long now) {
    return byDeadline.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(0, byDeadline.first().deadlineNanos() - now);
  }

  /**
   * How many would run before a request of that priority that came now. Costs O(n): it walks the
   * line.
   */
  int countAhead(Priority priority, long now) {
    long newcomer = now + priority.headStartsBehind() * ageingNanos;
    int ahead = 0;
    for (QueuedRequest<I, O> request : byRank) {
      if (rank(request) - newcomer > 0) {
        break;
      }
      ahead++;
    }
    return ahead;
  }

  /** How long the first to arrive has waited; zero when nobody waits. */
  long oldestWaitNanos(long now) {
    Iterator<QueuedRequest<I, O>> iterator = byArrival.iterator();
    return iterator.hasNext() ? now - iterator.next().arrivalNanos : 0;
  }
}
