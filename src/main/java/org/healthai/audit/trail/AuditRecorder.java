package org.healthai.audit.trail;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditTrail;
import org.healthai.audit.trail.RefusalLimiter.Suppressed;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.ClientNetwork;

/**
 * Writes down what requests read and were refused, before they are answered. Safe for many threads.
 */
public final class AuditRecorder {
  /** What a caller can be told as often as they like to ask. */
  private static final Set<String> CHEAP =
      Set.of(
          ErrorCode.OVERLOADED.name(),
          ErrorCode.QUOTA_EXCEEDED.name(),
          ErrorCode.TOO_MANY_REQUESTS.name());

  /** What a user's secrets can be tried with. */
  private static final Set<AuditAction> GUESSES = Set.of(AuditAction.LOGIN, AuditAction.REFRESH);

  private final AuditTrail trail;
  private final RefusalLimiter limiter;
  private final RefusalLimiter guesses;
  private final Clock clock;

  /**
   * A recorder.
   *
   * @param refusalsPerMinute rows that one source of cheap refusals causes in a minute
   */
  public AuditRecorder(
      AuditTrail trail, int refusalsPerMinute, Clock clock, LongSupplier nanoClock) {
    this.trail = trail;
    this.limiter = new RefusalLimiter(refusalsPerMinute, nanoClock);
    this.guesses = new RefusalLimiter(refusalsPerMinute, nanoClock);
    this.clock = clock;
  }

  /** The time for an event that happens now. */
  public Clock clock() {
    return clock;
  }

  /**
   * Writes an event, or only counts it when its source has caused too many refusals.
   *
   * @throws HealthAiException AUDIT_UNAVAILABLE when it cannot be kept
   */
  public void record(AuditEvent event) {
    if (admits(event)) {
      trail.append(List.of(event));
    }
  }

  /**
   * What somebody without a key is refused counts for their network. Who tries the password of a
   * user counts for that user, or a flood of other refusals would hide it.
   */
  private boolean admits(AuditEvent event) {
    AuditActor actor = event.actor();
    String known = event.entry().entity().id();
    if (!actor.isAnonymous()) {
      return !CHEAP.contains(String.valueOf(event.code()))
          || limiter.admit(actor.kind() + ":" + actor.id(), event);
    }
    if (GUESSES.contains(event.entry().action()) && known != null) {
      return guesses.admit(known, event);
    }
    String address = event.address();
    return limiter.admit(
        address == null ? ClientNetwork.UNKNOWN : ClientNetwork.of(address), event);
  }

  /** Writes one row for what was counted of each source; to be called once in a while. */
  public void flush() {
    List<AuditEvent> rows =
        Stream.of(limiter, guesses)
            .flatMap(counted -> counted.takeDue().stream())
            .map(this::toEvent)
            .toList();
    if (!rows.isEmpty()) {
      trail.append(rows);
    }
  }

  private AuditEvent toEvent(Suppressed suppressed) {
    AuditEvent sample = suppressed.sample();
    return new AuditEvent(
        clock.instant(),
        sample.actor(),
        AuditEntry.of(
            AuditAction.REFUSAL,
            sample.entry().entity(),
            Map.of("further", Long.toString(suppressed.count()))),
        sample.outcome(),
        suppressed.mixed() ? null : sample.code(),
        suppressed.mixed() ? null : sample.address(),
        null);
  }
}
