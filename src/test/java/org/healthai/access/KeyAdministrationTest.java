package org.healthai.access;

import static org.healthai.access.Permission.ADMIN;
import static org.healthai.access.Permission.ALL_TENANTS;
import static org.healthai.access.Permission.MODELS;
import static org.healthai.access.Permission.PREDICT;
import static org.healthai.access.Permission.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthai.TestClock;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.UserFixture;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class KeyAdministrationTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Tenant NORTH = new Tenant("north");
  private static final Caller CHIEF = CallerFixture.administrator();
  private static final Duration HOUR = Duration.ofHours(1);

  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final MemoryUsers users = new MemoryUsers();
  private final TestClock clock = new TestClock(NOON);
  private final KeyAdministration administration =
      new KeyAdministration(
          keys,
          new ApiKeyGenerator(),
          Allowance.unlimited(),
          new LastAdministrator(keys, users, clock),
          clock);
  private final ApiKeyAuthenticator authenticator = new ApiKeyAuthenticator(keys, clock);

  @Test
  void makesAKeyThatOpensWhatWasOrdered() {
    IssuedKey issued = administration.create(CHIEF, order(NORTH, NOON.plus(HOUR), PREDICT, READ));

    Caller bearer = authenticator.authenticate(issued.secret()).orElseThrow();
    assertEquals(Set.of(PREDICT, READ), bearer.permissions());
    assertEquals(NORTH, bearer.tenant());
    assertEquals(NOON.plus(HOUR), issued.key().details().expiresAt());
    assertFalse(issued.toString().contains(issued.secret()));
  }

  @Test
  void aKeyIsOfItsCreatorsTenantUnlessAnotherIsNamed() {
    Caller north = CallerFixture.of("north", ADMIN, READ);

    IssuedKey issued = administration.create(north, order(null, null, READ));

    assertEquals(NORTH, issued.key().details().grant().tenant());
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    Caller north = CallerFixture.of("north", ADMIN, READ);

    assertRefused(
        ErrorCode.FORBIDDEN,
        "the key may do what the caller may not: predict, models",
        () -> administration.create(north, order(NORTH, null, MODELS, READ, PREDICT)));
    assertRefused(
        ErrorCode.FORBIDDEN,
        "this call needs the permission all-tenants, which the caller has not",
        () -> administration.create(north, order(new Tenant("south"), null, READ)));
  }

  @Test
  void aNewKeyMayAskForWhatNewKeysMayAskFor() {
    KeyAdministration limiting =
        new KeyAdministration(
            keys,
            new ApiKeyGenerator(),
            Allowance.perHour(100),
            new LastAdministrator(keys, users, clock),
            clock);
    Caller small = CallerFixture.limitedTo(50, ADMIN, READ);

    assertEquals(Allowance.perHour(100), allowanceOf(limiting.create(CHIEF, order(NORTH, null))));
    assertEquals(Allowance.perHour(50), allowanceOf(limiting.create(small, order(null, null))));
    assertEquals(
        Allowance.unlimited(),
        allowanceOf(limiting.create(CHIEF, ordering(Allowance.unlimited()))));
  }

  @Test
  void nobodyGivesMorePredictionsThanTheyHaveUnlessTheyAdministerAllTenants() {
    Caller small = CallerFixture.limitedTo(50, ADMIN, READ);
    Caller operator = CallerFixture.limitedTo(50, ADMIN, READ, ALL_TENANTS);
    String refusal = "the key may ask for more predictions than the caller may give: 50 an hour";

    assertRefused(
        ErrorCode.FORBIDDEN,
        refusal,
        () -> administration.create(small, ordering(Allowance.perHour(51))));
    long id = administration.create(small, ordering(Allowance.perHour(50))).key().id();
    assertRefused(
        ErrorCode.FORBIDDEN,
        refusal,
        () -> administration.change(small, id, allowing(Allowance.unlimited())));

    ApiKey changed = administration.change(operator, id, allowing(Allowance.unlimited()));
    assertEquals(Allowance.unlimited(), changed.details().grant().allowance());
    assertRefused(
        ErrorCode.FORBIDDEN, refusal, () -> administration.rotate(small, id, Duration.ZERO));
    assertEquals(
        Allowance.unlimited(), allowanceOf(administration.rotate(operator, id, Duration.ZERO)));
  }

  private static Allowance allowanceOf(IssuedKey issued) {
    return issued.key().details().grant().allowance();
  }

  private static KeyOrder ordering(Allowance allowance) {
    return new KeyOrder("ward", Set.of(READ), null, null, allowance);
  }

  private static KeyChange allowing(Allowance allowance) {
    return new KeyChange(null, null, null, null, allowance);
  }

  /** Or an administrator of little would get hold of a key of much. */
  @Test
  void nobodyTouchesAKeyThatMayMore() {
    Caller north = CallerFixture.of("north", ADMIN, READ);
    long strong = administration.create(CHIEF, order(NORTH, null, ADMIN, MODELS)).key().id();

    assertRefused(ErrorCode.FORBIDDEN, () -> administration.rotate(north, strong, HOUR));
    assertRefused(ErrorCode.FORBIDDEN, () -> administration.change(north, strong, off()));
    assertRefused(ErrorCode.FORBIDDEN, () -> administration.revoke(north, strong));
  }

  @Test
  void nobodyWidensAKeyBeyondThemselves() {
    Caller north = CallerFixture.of("north", ADMIN, READ);
    long id = administration.create(north, order(NORTH, null, READ)).key().id();

    assertRefused(
        ErrorCode.FORBIDDEN, () -> administration.change(north, id, scopes(READ, PREDICT)));
  }

  @Test
  void anotherTenantsKeysAreUnknown() {
    Caller north = CallerFixture.of("north", ADMIN, READ);
    ApiKey southern = administration.create(CHIEF, order(new Tenant("south"), null, READ)).key();
    ApiKey northern = administration.create(CHIEF, order(NORTH, null, READ)).key();
    long id = southern.id();

    assertEquals(List.of(northern), administration.list(north));
    assertEquals(List.of(southern, northern), administration.list(CHIEF));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.get(north, id));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.change(north, id, off()));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.rotate(north, id, HOUR));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.revoke(north, id));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.get(CHIEF, 99));
  }

  @Test
  void changesWhatIsNamedAndNothingElse() {
    IssuedKey issued = administration.create(CHIEF, order(NORTH, NOON.plus(HOUR), READ));
    long id = issued.key().id();

    ApiKey renamed = administration.change(CHIEF, id, new KeyChange("new", null, null, null, null));
    assertEquals("new", renamed.details().name());
    assertEquals(issued.key().details().grant(), renamed.details().grant());
    assertEquals(issued.key().details().expiresAt(), renamed.details().expiresAt());

    administration.change(CHIEF, id, scopes(PREDICT));
    assertEquals(
        Set.of(PREDICT), authenticator.authenticate(issued.secret()).orElseThrow().permissions());
  }

  @Test
  void aDisabledKeyCanBeEnabledAgainARevokedOneCannot() {
    IssuedKey issued = administration.create(CHIEF, order(NORTH, null, READ));
    long id = issued.key().id();

    administration.change(CHIEF, id, off());
    assertEquals(Optional.empty(), authenticator.authenticate(issued.secret()));
    administration.change(CHIEF, id, new KeyChange(null, null, null, true, null));
    assertTrue(authenticator.authenticate(issued.secret()).isPresent());

    administration.revoke(CHIEF, id);
    administration.revoke(CHIEF, id);
    assertEquals(Optional.empty(), authenticator.authenticate(issued.secret()));
    assertRefused(
        ErrorCode.CONFLICT,
        () -> administration.change(CHIEF, id, new KeyChange(null, null, null, true, null)));
  }

  @Test
  void endsLieInTheFuture() {
    long id = administration.create(CHIEF, order(NORTH, null, READ)).key().id();

    assertRefused(
        ErrorCode.INVALID_VALUE, () -> administration.create(CHIEF, order(NORTH, NOON, READ)));
    assertRefused(ErrorCode.INVALID_VALUE, () -> administration.change(CHIEF, id, expiring(NOON)));
  }

  @Test
  void theOldKeyWorksUntilTheOverlapIsOver() {
    IssuedKey old = administration.create(CHIEF, order(NORTH, null, READ));

    IssuedKey young = administration.rotate(CHIEF, old.key().id(), HOUR);

    assertEquals(old.key().details().grant(), young.key().details().grant());
    assertEquals(young.key().id(), administration.get(CHIEF, old.key().id()).replacedBy());
    assertNull(young.key().details().expiresAt());
    clock.advance(HOUR.minusSeconds(1));
    assertTrue(authenticator.authenticate(old.secret()).isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), authenticator.authenticate(old.secret()));
    assertTrue(authenticator.authenticate(young.secret()).isPresent());
  }

  @Test
  void theNewKeyGetsTheSameLifeAndTheOldOneNoMore() {
    Instant end = NOON.plus(HOUR);
    long old = keys.save(new NewApiKey(KeyFingerprint.of("k"), "k", Grant.of(NORTH), end)).id();
    Duration life = Duration.between(Instant.EPOCH, end);

    IssuedKey young = administration.rotate(CHIEF, old, Duration.ofDays(3));

    assertEquals(NOON.plus(life), young.key().details().expiresAt());
    assertEquals(end, administration.get(CHIEF, old).details().expiresAt());
  }

  @Test
  void onlyAWorkingKeyIsRotatedAndOnce() {
    long id = administration.create(CHIEF, order(NORTH, null, READ)).key().id();
    administration.rotate(CHIEF, id, HOUR);
    assertRefused(ErrorCode.CONFLICT, () -> administration.rotate(CHIEF, id, HOUR));

    long expired = administration.create(CHIEF, order(NORTH, NOON.plus(HOUR), READ)).key().id();
    clock.advance(HOUR);
    assertRefused(ErrorCode.CONFLICT, () -> administration.rotate(CHIEF, expired, HOUR));
  }

  @Test
  void theLastAdministratorStays() {
    long last = keys.save(administrator("chief", null)).id();

    assertLast(() -> administration.revoke(CHIEF, last));
    assertLast(() -> administration.change(CHIEF, last, off()));
    assertLast(() -> administration.change(CHIEF, last, scopes(ADMIN)));
    assertLast(() -> administration.change(CHIEF, last, scopes(ALL_TENANTS, READ)));
    assertLast(() -> administration.change(CHIEF, last, expiring(NOON.plus(HOUR))));
    assertEquals(KeyState.ACTIVE, administration.get(CHIEF, last).state());

    administration.change(CHIEF, last, new KeyChange("renamed", null, null, true, null));
    administration.change(CHIEF, last, scopes(ADMIN, ALL_TENANTS));
  }

  @Test
  void aUserMayAdministerInItsPlace() {
    long last = keys.save(administrator("chief", null)).id();
    users.save(UserFixture.user("chief@example.org", MemoryUsers.ADMINISTRATOR));

    administration.revoke(CHIEF, last);

    assertEquals(KeyState.REVOKED, keys.find(last).orElseThrow().state());
  }

  @Test
  void theLastAdministratorCanBeReplaced() {
    long last = keys.save(administrator("chief", null)).id();

    IssuedKey young = administration.rotate(CHIEF, last, Duration.ZERO);

    assertTrue(young.key().isAdministrator());
    assertLast(() -> administration.revoke(CHIEF, young.key().id()));
  }

  @Test
  void anAdministratorWhoIsGoneByThenIsNoReplacement() {
    long chief = keys.save(administrator("chief", null)).id();
    keys.save(administrator("temporary", NOON.plus(HOUR)));
    keys.disable(keys.save(administrator("disabled", null)).id());
    administration.create(CHIEF, order(NORTH, null, ADMIN));

    assertLast(() -> administration.change(CHIEF, chief, expiring(NOON.plus(HOUR))));
    administration.change(CHIEF, chief, expiring(NOON.plus(HOUR).minusSeconds(1)));
    administration.revoke(CHIEF, chief);
  }

  private static void assertLast(Executable change) {
    assertRefused(
        ErrorCode.CONFLICT, assertThrows(HealthAiException.class, change).detail(), change);
    assertTrue(
        assertThrows(HealthAiException.class, change).detail().contains("last administrator"));
  }

  private static void assertRefused(ErrorCode code, Executable change) {
    assertEquals(code, assertThrows(HealthAiException.class, change).code());
  }

  private static void assertRefused(ErrorCode code, String detail, Executable change) {
    HealthAiException refusal = assertThrows(HealthAiException.class, change);
    assertEquals(code, refusal.code());
    assertEquals(detail, refusal.detail());
  }

  private static KeyOrder order(Tenant tenant, Instant expiresAt, Permission... scopes) {
    return new KeyOrder("ward", Set.of(scopes), tenant, expiresAt, null);
  }

  private static NewApiKey administrator(String name, Instant expiresAt) {
    return new NewApiKey(KeyFingerprint.of(name), name, Grant.administrator(), expiresAt);
  }

  private static KeyChange off() {
    return new KeyChange(null, null, null, false, null);
  }

  private static KeyChange scopes(Permission... scopes) {
    return new KeyChange(null, Set.of(scopes), null, null, null);
  }

  private static KeyChange expiring(Instant end) {
    return new KeyChange(null, null, end, null, null);
  }
}
