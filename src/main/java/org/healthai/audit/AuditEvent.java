package org.healthai.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.healthai.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did or tried to do.
 *
 * @param time when, kept with a microsecond's precision
 * @param actor who
 * @param entry what
 * @param outcome how it ended
 * @param code name of the {@link ErrorCode} of a refusal or failure; null for a success. Text,
 *     since a row must be read as it is, whoever changed it
 * @param address network address the request came from; null for the server itself
 * @param requestId the request's id; null for the server itself
 */
public record AuditEvent(
    Instant time,
    AuditActor actor,
    AuditEntry entry,
    AuditOutcome outcome,
    @Nullable String code,
    @Nullable String address,
    @Nullable String requestId) {

  /** Cuts the time to what is kept. */
  public AuditEvent {
    time = time.truncatedTo(ChronoUnit.MICROS);
  }
}
