package org.healthai.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did it, as the trail keeps it.
 *
 * @param kind {@code key}, {@code user}, {@value #SYSTEM} or {@value #ANONYMOUS}
 * @param id their id; null for nobody known
 * @param name their name at that time; null for nobody known
 * @param tenant whose data they work with; null for nobody known
 */
public record AuditActor(
    String kind, @Nullable String id, @Nullable String name, @Nullable String tenant) {
  /** The kind of somebody who did not say who they are, or was not believed. */
  public static final String ANONYMOUS = "anonymous";

  /** The kind of the server itself. */
  public static final String SYSTEM = "system";

  private static final AuditActor NOBODY = new AuditActor(ANONYMOUS, null, null, null);
  private static final AuditActor SERVER = new AuditActor(SYSTEM, null, null, null);

  /** Somebody unknown. */
  public static AuditActor anonymous() {
    return NOBODY;
  }

  /** The server itself. */
  public static AuditActor system() {
    return SERVER;
  }

  /** Whether nobody knows who it is. */
  public boolean isAnonymous() {
    return kind.equals(ANONYMOUS);
  }
}
