package org.healthai.audit.trail;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditTrail;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.store.StoreOpener;

/**
 * Writes events at once while that works, and holds a limited number of them in memory while it
 * does not; a look in the background once a second ends that. Events that wait are lost when the
 * process ends. Not for changes: those are stored together with their events or not at all. Safe
 * for many threads.
 */
public final class QueuedTrail implements AuditTrail {
  private static final System.Logger LOG = System.getLogger(QueuedTrail.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;

  private final AuditTrail store;
  private final int capacity;
  private final StoreOpener.Delay delay;
  private final Deque<AuditEvent> waiting = new ArrayDeque<>();

  /**
   * A trail with an empty queue.
   *
   * @param capacity events that may wait
   * @param delay tries again later
   */
  public QueuedTrail(AuditTrail store, int capacity, StoreOpener.Delay delay) {
    this.store = store;
    this.capacity = capacity;
    this.delay = delay;
  }

  @Override
  public void append(List<AuditEvent> events) {
    if (waiting() > 0 || !stored(events)) {
      enqueue(events);
    }
  }

  /** How many events wait. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private boolean stored(List<AuditEvent> events) {
    try {
      store.append(events);
      return true;
    } catch (HealthAiException unavailable) {
      LOG.log(Level.DEBUG, "an event has to wait", unavailable);
      return false;
    }
  }

  private synchronized void enqueue(List<AuditEvent> events) {
    if (waiting.size() + events.size() > capacity) {
      throw HealthAiException.retryLater(
          ErrorCode.AUDIT_UNAVAILABLE,
          "the audit trail cannot be written and its queue is full",
          PAUSE);
    }
    if (waiting.isEmpty()) {
      LOG.log(Level.WARNING, "the audit trail cannot be written; events wait in memory");
      delay.run(PAUSE, this::drain);
    }
    waiting.addAll(events);
  }

  /** One at a time: begun by the first event that waits, and by itself until none does. */
  private void drain() {
    List<AuditEvent> oldest = oldest();
    while (!oldest.isEmpty() && stored(oldest)) {
      oldest = removed(oldest.size());
    }
    if (!oldest.isEmpty()) {
      delay.run(PAUSE, this::drain);
    }
  }

  private synchronized List<AuditEvent> oldest() {
    return waiting.stream().limit(AT_ONCE).toList();
  }

  private synchronized List<AuditEvent> removed(int count) {
    for (int i = 0; i < count; i++) {
      waiting.remove();
    }
    if (waiting.isEmpty()) {
      LOG.log(Level.INFO, "the audit trail is written again; no event waits");
    }
    return oldest();
  }
}
