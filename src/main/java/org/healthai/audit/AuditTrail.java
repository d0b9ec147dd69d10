package org.healthai.audit;

import java.util.List;
import org.healthai.error.HealthAiException;

/** Where events go. Safe for many threads; may wait for the database. */
public interface AuditTrail {

  /**
   * Appends events in their order, all or none; in the caller's transaction where there is one.
   *
   * @throws HealthAiException AUDIT_UNAVAILABLE when they are not safe: what they tell of must not
   *     be done or shown then
   */
  void append(List<AuditEvent> events);
}
