package org.healthai.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.store.UnitOfWork;

/** A trail in memory that can be switched off. Safe for many threads. */
public final class MemoryTrail implements AuditTrail {
  private final List<AuditEvent> events = new ArrayList<>();
  private boolean available = true;

  public synchronized void available(boolean answers) {
    available = answers;
  }

  public synchronized List<AuditEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized void append(List<AuditEvent> more) {
    if (!available) {
      throw new HealthAiException(ErrorCode.AUDIT_UNAVAILABLE, "the trail is away");
    }
    events.addAll(more);
  }

  /** Changes of a store, told to this trail. */
  public AuditedChanges changesOf(UnitOfWork store) {
    return new AuditedChanges(store, this, Clock.fixed(AuditEvents.NOON, ZoneOffset.UTC));
  }

  /** Changes of something that has no transactions. */
  public AuditedChanges changes() {
    return changesOf(
        new UnitOfWork() {
          @Override
          public <T> T inOne(Supplier<T> work) {
            return work.get();
          }
        });
  }
}
