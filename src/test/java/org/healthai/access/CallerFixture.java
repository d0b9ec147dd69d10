package org.healthai.access;

import java.util.Set;
import org.healthai.limit.Allowance;

/** Bearers of keys. */
public final class CallerFixture {
  private CallerFixture() {}

  public static Caller of(String tenant, Permission... permissions) {
    return new Caller(
        Caller.Kind.KEY, 7, "ward", new Tenant(tenant), Set.of(permissions), Allowance.unlimited());
  }

  /** Somebody of the default tenant who may ask for so many predictions an hour. */
  public static Caller limitedTo(long perHour, Permission... permissions) {
    return new Caller(
        Caller.Kind.KEY,
        8,
        "ward",
        Tenant.DEFAULT,
        Set.of(permissions),
        Allowance.perHour(perHour));
  }

  /** Everything, everywhere. */
  public static Caller administrator() {
    return new Caller(
        Caller.Kind.KEY, 1, "chief", Tenant.DEFAULT, Permission.all(), Allowance.unlimited());
  }
}
