package org.healthai.audit;

import java.util.Map;

/**
 * What was done, without who, when and from where.
 *
 * @param action what was done
 * @param entity what it was done to
 * @param details a few facts
 */
public record AuditEntry(AuditAction action, AuditEntity entity, AuditDetails details) {

  /** An entry with these facts. */
  public static AuditEntry of(AuditAction action, AuditEntity entity, Map<String, String> facts) {
    return new AuditEntry(action, entity, AuditDetails.of(facts));
  }
}
