package org.healthai.audit.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.MemoryTrail;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class QueuedTrailTest {
  private static final int CAPACITY = 250;

  private final MemoryTrail store = new MemoryTrail();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final QueuedTrail trail =
      new QueuedTrail(store, CAPACITY, (delay, task) -> later.add(task));

  @Test
  void writesAtOnceWhileThatWorks() {
    append(1);

    assertEquals(1, store.events().size());
    assertEquals(0, later.size());
  }

  @Test
  void writesWhatWaitedInItsOrderWhenTheStoreIsBack() {
    store.available(false);
    LongStream.rangeClosed(1, CAPACITY).forEach(this::append);
    assertEquals(CAPACITY, trail.waiting());
    assertEquals(1, later.size(), "one look at a time");

    later.remove().run();
    assertEquals(CAPACITY, trail.waiting(), "still away");
    store.available(true);
    later.remove().run();

    assertEquals(0, trail.waiting());
    assertEquals(
        LongStream.rangeClosed(1, CAPACITY).mapToObj(AuditEvents::read).toList(), store.events());
    assertEquals(0, later.size());
  }

  @Test
  void keepsTheOrderWhileOthersWait() {
    store.available(false);
    append(1);
    store.available(true);

    append(2);
    assertEquals(List.of(), store.events());
    later.remove().run();

    assertEquals(List.of(AuditEvents.read(1), AuditEvents.read(2)), store.events());
  }

  @Test
  void refusesWhenItIsFull() {
    store.available(false);
    LongStream.rangeClosed(1, CAPACITY).forEach(this::append);

    HealthAiException full = assertThrows(HealthAiException.class, () -> append(CAPACITY + 1));

    assertEquals(ErrorCode.AUDIT_UNAVAILABLE, full.code());
    assertEquals(CAPACITY, trail.waiting());
  }

  private void append(long id) {
    trail.append(List.of(AuditEvents.read(id)));
  }
}
