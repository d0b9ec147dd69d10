package org.healthai.audit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthai.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The request in which something is done: who, from where, under which id; and whether the trail
 * has it already. Handed along with the work, from thread to thread. Safe for many threads.
 */
public final class Occasion {
  private final AuditActor actor;
  private final @Nullable String address;
  private final @Nullable String requestId;
  private final AtomicBoolean written;
  private volatile @Nullable String subject;

  /** A request of that actor. */
  public Occasion(AuditActor actor, @Nullable String address, @Nullable String requestId) {
    this(actor, address, requestId, new AtomicBoolean());
  }

  private Occasion(
      AuditActor actor,
      @Nullable String address,
      @Nullable String requestId,
      AtomicBoolean written) {
    this.actor = actor;
    this.address = address;
    this.requestId = requestId;
    this.written = written;
  }

  /** Something that the server does on its own. */
  public static Occasion system() {
    return new Occasion(AuditActor.system(), null, null);
  }

  /** The same request, now that it is known whose it is. */
  public Occasion as(AuditActor known) {
    return new Occasion(known, address, requestId, written);
  }

  /** Says which record it is about, where the request's path does not. */
  public void about(long id) {
    subject = Long.toString(id);
  }

  /** Which record it is about, where somebody said so. */
  public @Nullable String subject() {
    return subject;
  }

  /** Who does it. */
  public AuditActor actor() {
    return actor;
  }

  /** The request it is done in; null where it is none. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** The event of something done. */
  public AuditEvent done(Instant time, AuditEntry entry) {
    return event(time, entry, AuditOutcome.SUCCESS, null);
  }

  /**
   * The event of something tried.
   *
   * @param code what went wrong; null for a success
   */
  public AuditEvent event(
      Instant time, AuditEntry entry, AuditOutcome outcome, @Nullable ErrorCode code) {
    return new AuditEvent(
        time, actor, entry, outcome, code == null ? null : code.name(), address, requestId);
  }

  /** Says that the trail has what was done. */
  public void markWritten() {
    written.set(true);
  }

  /** Whether the trail has what was done. */
  public boolean isWritten() {
    return written.get();
  }
}
