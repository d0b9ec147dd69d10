package org.healthai.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
  private static final Tenant NORTH = new Tenant("north");
  private static final Tenant SOUTH = new Tenant("south");

  @ParameterizedTest
  @EnumSource
  void aPermissionGivesNoOther(Permission held) {
    Caller caller = CallerFixture.of("north", held);

    for (Permission wanted : Permission.values()) {
      assertEquals(held == wanted, AccessPolicy.allows(caller, wanted));
    }
  }

  @Test
  void saysWhichPermissionIsMissing() {
    Caller caller = CallerFixture.of("north", Permission.READ);

    assertDoesNotThrow(() -> AccessPolicy.require(caller, Permission.READ));
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class, () -> AccessPolicy.require(caller, Permission.MODELS));
    assertEquals(ErrorCode.FORBIDDEN, refusal.code());
    assertEquals(
        "this call needs the permission models, which the caller has not", refusal.detail());
  }

  @Test
  void callersSeeTheirTenantOnly() {
    Tenants seen = AccessPolicy.tenantsOf(CallerFixture.of("north", Permission.ADMIN));

    assertTrue(seen.include(NORTH));
    assertFalse(seen.include(SOUTH));
    assertEquals(Optional.of(NORTH), seen.single());
  }

  @Test
  void callersOfAllTenantsSeeAll() {
    Tenants seen = AccessPolicy.tenantsOf(CallerFixture.of("north", Permission.ALL_TENANTS));

    assertTrue(seen.include(NORTH) && seen.include(SOUTH));
    assertEquals(Optional.empty(), seen.single());
  }

  @Test
  void onlyCallersOfAllTenantsMayAskForAnother() {
    Caller north = CallerFixture.of("north", Permission.READ);
    Caller everywhere = CallerFixture.of("north", Permission.ALL_TENANTS);

    assertEquals(Optional.of(NORTH), AccessPolicy.tenantsOf(north, NORTH).single());
    assertEquals(Optional.of(NORTH), AccessPolicy.tenantsOf(north, null).single());
    assertEquals(Optional.of(SOUTH), AccessPolicy.tenantsOf(everywhere, SOUTH).single());
    assertThrows(HealthAiException.class, () -> AccessPolicy.tenantsOf(north, SOUTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "North", "-north", "a b", "a/b", "nörd", "a\n"})
  void refusesOtherTenantIds(String id) {
    assertThrows(IllegalArgumentException.class, () -> new Tenant(id));
  }

  @Test
  void takesTenantIdsOf64Characters() {
    assertTrue(Tenant.isId("a".repeat(64)));
    assertFalse(Tenant.isId("a".repeat(65)));
  }
}
