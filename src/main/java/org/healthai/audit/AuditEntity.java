package org.healthai.audit;

import org.jspecify.annotations.Nullable;

/**
 * What it was done to.
 *
 * @param kind for example {@code prediction}; null where it is about no kind of record
 * @param id which one; null where it is about several or none. Never a client's free text
 */
public record AuditEntity(@Nullable String kind, @Nullable String id) {
  private static final AuditEntity NONE = new AuditEntity(null, null);

  /** One record. */
  public static AuditEntity of(String kind, long id) {
    return new AuditEntity(kind, Long.toString(id));
  }

  /** All or some records of a kind. */
  public static AuditEntity all(String kind) {
    return new AuditEntity(kind, null);
  }

  /** Nothing in particular. */
  public static AuditEntity none() {
    return NONE;
  }
}
