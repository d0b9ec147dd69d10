package org.healthai.audit;

import java.time.Instant;
import java.util.Map;

/** Events to append. */
public final class AuditEvents {
  public static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");

  private AuditEvents() {}

  /** Somebody read the prediction with that id. */
  public static AuditEvent read(long id) {
    return occasion("request-" + id)
        .done(
            NOON.plusSeconds(id),
            AuditEntry.of(
                AuditAction.READ, AuditEntity.of("prediction", id), Map.of("status", "200")));
  }

  /** A request of the key 7. */
  public static Occasion occasion(String requestId) {
    return new Occasion(new AuditActor("key", "7", "ward", "default"), "192.0.2.7", requestId);
  }
}
