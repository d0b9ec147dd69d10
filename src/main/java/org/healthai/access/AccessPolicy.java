package org.healthai.access;

import java.util.List;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/** Who may do what: the one place that decides, for REST calls and for work without a request. */
public final class AccessPolicy {
  private AccessPolicy() {}

  /** Whether the caller has the permission. */
  public static boolean allows(Caller caller, Permission permission) {
    return caller.permissions().contains(permission);
  }

  /**
   * Lets callers with the permission pass.
   *
   * @throws HealthAiException FORBIDDEN for others
   */
  public static void require(Caller caller, Permission permission) {
    if (!allows(caller, permission)) {
      throw new HealthAiException(ErrorCode.FORBIDDEN, refusal(permission));
    }
  }

  /** Whether holders of these permissions can let others in again, whosever they are. */
  public static boolean administers(Set<Permission> permissions) {
    return permissions.contains(Permission.ADMIN) && permissions.contains(Permission.ALL_TENANTS);
  }

  /**
   * Lets callers pass that may do all of this themselves.
   *
   * @param what would be given these permissions
   * @throws HealthAiException FORBIDDEN for others, naming what is too much
   */
  public static void requireWithin(Caller caller, Set<Permission> permissions, String what) {
    List<String> more =
        Permission.wireNames(permissions.stream().filter(p -> !allows(caller, p)).toList());
    if (!more.isEmpty()) {
      throw new HealthAiException(
          ErrorCode.FORBIDDEN,
          "%s may do what the caller may not: %s".formatted(what, String.join(", ", more)));
    }
  }

  /**
   * How many predictions an hour a caller may give to others: its own number, or any where it
   * administers every tenant, since people who do so need few themselves.
   */
  public static Allowance mostPredictions(Caller caller) {
    return allows(caller, Permission.ALL_TENANTS) ? Allowance.unlimited() : caller.allowance();
  }

  /** What a caller without the permission is told. */
  public static String refusal(Permission permission) {
    return "this call needs the permission %s, which the caller has not"
        .formatted(permission.wireName());
  }

  /** The tenants whose records the caller sees, counts, changes and deletes. */
  public static Tenants tenantsOf(Caller caller) {
    return allows(caller, Permission.ALL_TENANTS) ? Tenants.ALL : Tenants.only(caller.tenant());
  }

  /**
   * The tenants of {@link #tenantsOf}, or of these only the one asked for.
   *
   * @throws HealthAiException FORBIDDEN when the caller does not see that one, whether it exists or
   *     not
   */
  public static Tenants tenantsOf(Caller caller, @Nullable Tenant wanted) {
    if (wanted == null) {
      return tenantsOf(caller);
    }
    requireTenant(caller, wanted);
    return Tenants.only(wanted);
  }

  /**
   * Lets callers pass that may work with records of a tenant.
   *
   * @throws HealthAiException FORBIDDEN for others, whether there are such records or not
   */
  public static void requireTenant(Caller caller, Tenant tenant) {
    if (!tenantsOf(caller).include(tenant)) {
      throw new HealthAiException(ErrorCode.FORBIDDEN, refusal(Permission.ALL_TENANTS));
    }
  }
}
