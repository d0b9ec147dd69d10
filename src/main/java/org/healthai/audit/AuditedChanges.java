package org.healthai.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.healthai.error.HealthAiException;
import org.healthai.store.UnitOfWork;

/** Makes a change and its events one transaction: both are there, or neither. */
public final class AuditedChanges {
  private final UnitOfWork store;
  private final AuditTrail trail;
  private final Clock clock;

  /** Changes of {@code store}, told to {@code trail}. */
  public AuditedChanges(UnitOfWork store, AuditTrail trail, Clock clock) {
    this.store = store;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Makes the change, then appends what it was: the trail's lock is held for the end only.
   *
   * @param entries what was done, seen from its result; nothing is appended when it is empty
   * @throws HealthAiException AUDIT_UNAVAILABLE when the trail cannot be written, STORE_UNAVAILABLE
   *     when the commit fails; nothing has changed then
   */
  public <T> T make(Occasion occasion, Supplier<T> change, Function<T, List<AuditEntry>> entries) {
    return make(occasion, change, entries, done -> {});
  }

  /**
   * The same, with a last step that no rollback can undo: it is taken when the database has
   * accepted everything but the commit, and when it throws, nothing else has changed.
   */
  public <T> T make(
      Occasion occasion,
      Supplier<T> change,
      Function<T, List<AuditEntry>> entries,
      Consumer<T> last) {
    T result =
        store.inOne(
            () -> {
              T changed = changed(occasion, change, entries);
              last.accept(changed);
              return changed;
            });
    occasion.markWritten();
    return result;
  }

  private <T> T changed(
      Occasion occasion, Supplier<T> change, Function<T, List<AuditEntry>> entries) {
    T result = change.get();
    Instant now = clock.instant();
    List<AuditEvent> events =
        entries.apply(result).stream().map(entry -> occasion.done(now, entry)).toList();
    if (!events.isEmpty()) {
      trail.append(events);
    }
    return result;
  }
}
