package org.healthai.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants whose records may be seen: one, or all. */
public final class Tenants {
  /** Every tenant. */
  public static final Tenants ALL = new Tenants(null);

  private final @Nullable Tenant only;

  private Tenants(@Nullable Tenant only) {
    this.only = only;
  }

  /** One tenant. */
  public static Tenants only(Tenant tenant) {
    return new Tenants(tenant);
  }

  /** Whether a record of {@code tenant} may be seen. */
  public boolean include(Tenant tenant) {
    return only == null || only.equals(tenant);
  }

  /** The tenant, unless it is all of them. */
  public Optional<Tenant> single() {
    return Optional.ofNullable(only);
  }

  @Override
  public String toString() {
    return only == null ? "all tenants" : only.id();
  }
}
