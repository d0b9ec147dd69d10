package org.healthai.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events to show; null lets everything through.
 *
 * @param from at or after
 * @param to before
 * @param actor id or name of who did it
 * @param action what was done
 * @param entityKind kind of record
 * @param entityId which record
 * @param outcome how it ended
 * @param requestId the request
 * @param tenant the actor's tenant
 */
public record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    @Nullable AuditAction action,
    @Nullable String entityKind,
    @Nullable String entityId,
    @Nullable AuditOutcome outcome,
    @Nullable String requestId,
    @Nullable String tenant) {
  private static final AuditFilter ALL =
      new AuditFilter(null, null, null, null, null, null, null, null, null);

  /** Everything. */
  public static AuditFilter all() {
    return ALL;
  }
}
