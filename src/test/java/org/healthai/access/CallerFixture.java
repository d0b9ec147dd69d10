package org.healthai.access;

import java.util.Set;

/** Bearers of keys. */
public final class CallerFixture {
  private CallerFixture() {}

  public static Caller of(String tenant, Permission... permissions) {
    return new Caller(Caller.Kind.KEY, 7, "ward", new Tenant(tenant), Set.of(permissions));
  }

  /** Everything, everywhere. */
  public static Caller administrator() {
    return new Caller(Caller.Kind.KEY, 1, "chief", Tenant.DEFAULT, Permission.all());
  }
}
