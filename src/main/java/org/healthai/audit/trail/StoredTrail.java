package org.healthai.audit.trail;

import java.util.List;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditTrail;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Writes events at once. Safe for many threads. */
public final class StoredTrail implements AuditTrail {
  private final AuditRepository rows;

  /** A trail in that repository. */
  public StoredTrail(AuditRepository rows) {
    this.rows = rows;
  }

  @Override
  public void append(List<AuditEvent> events) {
    try {
      rows.append(events);
    } catch (RuntimeException failure) {
      throw new HealthAiException(
          ErrorCode.AUDIT_UNAVAILABLE,
          "the audit trail cannot be written now, so nothing was done or shown",
          failure);
    }
  }
}
