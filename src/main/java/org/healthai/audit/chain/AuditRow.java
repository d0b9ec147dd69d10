package org.healthai.audit.chain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.healthai.audit.AuditEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail, exactly as it is stored: also one that somebody changed into nonsense.
 *
 * @param sequence its place, from 1 and without gaps
 * @param timeMicros when, in microseconds since 1970-01-01T00:00:00Z
 * @param actorKind see {@link org.healthai.audit.AuditActor}
 * @param action wire name of an {@link org.healthai.audit.AuditAction}
 * @param entityKind kind of the record it was done to
 * @param entityId which record
 * @param outcome wire name of an {@link org.healthai.audit.AuditOutcome}
 * @param code error code of what was not done
 * @param address where the request came from
 * @param requestId the request's id
 * @param details see {@link org.healthai.audit.AuditDetails}
 * @param previousHash hash of the row before
 * @param hash see {@link ChainSeal#hashOf}
 */
public record AuditRow(
    long sequence,
    long timeMicros,
    String actorKind,
    @Nullable String actorId,
    @Nullable String actorName,
    @Nullable String tenant,
    String action,
    @Nullable String entityKind,
    @Nullable String entityId,
    String outcome,
    @Nullable String code,
    @Nullable String address,
    @Nullable String requestId,
    String details,
    String previousHash,
    String hash) {

  /** When it was done. */
  public Instant time() {
    return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
  }

  /** The row of an event after another row, not sealed yet. */
  static AuditRow unsealed(long sequence, AuditEvent event, String previousHash) {
    return new AuditRow(
        sequence,
        ChronoUnit.MICROS.between(Instant.EPOCH, event.time()),
        event.actor().kind(),
        event.actor().id(),
        event.actor().name(),
        event.actor().tenant(),
        event.entry().action().wireName(),
        event.entry().entity().kind(),
        event.entry().entity().id(),
        event.outcome().wireName(),
        event.code(),
        event.address(),
        event.requestId(),
        event.entry().details().text(),
        previousHash,
        "");
  }

  AuditRow withHash(String sealed) {
    return new AuditRow(
        sequence,
        timeMicros,
        actorKind,
        actorId,
        actorName,
        tenant,
        action,
        entityKind,
        entityId,
        outcome,
        code,
        address,
        requestId,
        details,
        previousHash,
        sealed);
  }
}
