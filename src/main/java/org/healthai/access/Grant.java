package org.healthai.access;

import java.util.Set;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is given: permissions one by one, a role, or both, for one tenant.
 *
 * @param role name of a role in the store, whose permissions count as they are when a request comes
 *     in; null for none
 * @param scopes permissions beside those of the role
 * @param tenant whose records it is about
 * @param allowance how many predictions an hour they may ask for
 */
public record Grant(
    @Nullable String role, Set<Permission> scopes, Tenant tenant, Allowance allowance) {
  /** The role that may do everything, also what a later version adds. */
  public static final String ADMINISTRATOR = "administrator";

  /** Copies the set. */
  public Grant {
    scopes = Set.copyOf(scopes);
  }

  /** Everything, for every tenant, as often as they like. */
  public static Grant administrator() {
    return new Grant(ADMINISTRATOR, Set.of(), Tenant.DEFAULT, Allowance.unlimited());
  }

  /** These permissions and no role, as often as they like. */
  public static Grant of(Tenant tenant, Permission... scopes) {
    return new Grant(null, Set.of(scopes), tenant, Allowance.unlimited());
  }
}
