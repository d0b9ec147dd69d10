package org.healthai.access;

import java.time.Instant;
import java.util.Set;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants made.
 *
 * @param name for people
 * @param scopes what its bearer may do
 * @param tenant whose records its bearer works with; null for the creator's own
 * @param expiresAt when it ends; null for never
 * @param allowance how many predictions an hour its bearer may ask for; null for what new keys get
 */
public record KeyOrder(
    String name,
    Set<Permission> scopes,
    @Nullable Tenant tenant,
    @Nullable Instant expiresAt,
    @Nullable Allowance allowance) {

  /** Copies the set. */
  public KeyOrder {
    scopes = Set.copyOf(scopes);
  }
}
