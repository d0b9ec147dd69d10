package org.healthai.access.user;

import static org.healthai.access.Permission.ADMIN;
import static org.healthai.access.Permission.PREDICT;
import static org.healthai.access.Permission.READ;
import static org.healthai.access.user.MemoryUsers.ADMINISTRATOR;
import static org.healthai.access.user.MemoryUsers.CLINICIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Grant;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.LastAdministrator;
import org.healthai.access.MemoryApiKeys;
import org.healthai.access.NewApiKey;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class UserAdministrationTest {
  private static final Caller CHIEF = CallerFixture.administrator();
  private static final Caller NORTH = CallerFixture.of("north", ADMIN, PREDICT, READ);

  private final MemoryUsers users = new MemoryUsers();
  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final MemoryFailures failures = new MemoryFailures();
  private final List<Long> ended = new ArrayList<>();
  private final UserAdministration administration =
      new UserAdministration(
          users,
          new Passwords(UserFixture.check(), new PasswordGenerator(), failures),
          ended::add,
          new LastAdministrator(keys, users, Clock.systemUTC()));

  @Test
  void letsAUserInWhoMustChangeThePassword() {
    IssuedPassword issued = administration.create(CHIEF, order("ada@example.org", "clinician"));

    User stored = users.find(issued.user().id()).orElseThrow();
    assertTrue(stored.known().password().mustChange());
    assertTrue(UserFixture.check().isRight(stored, issued.password()));
    assertEquals(List.of("clinician"), stored.roleNames());
    assertFalse(issued.toString().contains(issued.password()));
  }

  @Test
  void aUserIsOfTheCreatorsTenantUnlessAnotherIsNamed() {
    assertEquals(
        "north",
        administration
            .create(NORTH, order("ada@example.org", "clinician"))
            .user()
            .details()
            .tenant()
            .id());
    UserOrder elsewhere =
        new UserOrder(new Email("bo@example.org"), "Bo", new Tenant("south"), List.of());
    assertRefused(ErrorCode.FORBIDDEN, () -> administration.create(NORTH, elsewhere));
    administration.create(CHIEF, elsewhere);
  }

  @Test
  void anAddressIsGivenOnceWhateverItsCase() {
    administration.create(CHIEF, order("ada@example.org"));

    assertRefused(ErrorCode.CONFLICT, () -> administration.create(CHIEF, order("ADA@example.org")));
    User bo = administration.create(CHIEF, order("bo@example.org")).user();
    UserChange change = new UserChange(new Email("Ada@Example.org"), null, null, null);
    assertRefused(ErrorCode.CONFLICT, () -> administration.change(CHIEF, bo.id(), change));
    UserChange own = new UserChange(new Email("BO@example.org"), null, null, null);
    assertEquals(
        "BO@example.org", administration.change(CHIEF, bo.id(), own).details().email().address());
  }

  @Test
  void aRoleThatIsNotThereIsRefused() {
    HealthAiException refusal =
        assertRefused(
            ErrorCode.INVALID_VALUE,
            () -> administration.create(CHIEF, order("ada@example.org", "king")));

    assertEquals("roles must be of administrator, clinician", refusal.detail());
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    assertRefused(
        ErrorCode.FORBIDDEN,
        () -> administration.create(NORTH, order("ada@example.org", "administrator")));
    User own = administration.create(NORTH, order("ada@example.org", "clinician")).user();
    assertRefused(
        ErrorCode.FORBIDDEN, () -> administration.change(NORTH, own.id(), roles("administrator")));
  }

  /** A new password would be the way to rights the caller never had. */
  @Test
  void nobodyTouchesAUserWhoMayMore() {
    User chief = users.save(UserFixture.user("chief@example.org", "north", ADMINISTRATOR));

    assertRefused(ErrorCode.FORBIDDEN, () -> administration.resetPassword(NORTH, chief.id()));
    assertRefused(
        ErrorCode.FORBIDDEN,
        () -> administration.change(NORTH, chief.id(), new UserChange(null, "x", null, null)));
  }

  @Test
  void usersOfOtherTenantsAreNotThere() {
    User other = users.save(UserFixture.user("x@example.org", "south", CLINICIAN));

    assertEquals(List.of(), administration.list(NORTH));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.get(NORTH, other.id()));
    assertRefused(ErrorCode.NOT_FOUND, () -> administration.resetPassword(NORTH, other.id()));
    assertEquals(List.of(other), administration.list(CHIEF));
  }

  @Test
  void whoIsSwitchedOffIsLoggedOut() {
    User user = users.save(UserFixture.user("x@example.org", CLINICIAN));

    User off = administration.change(CHIEF, user.id(), active(false));

    assertFalse(off.active());
    assertEquals(List.of(user.id()), ended);
    assertTrue(administration.change(CHIEF, user.id(), active(true)).active());
  }

  @Test
  void anotherPasswordLogsOutAndForgives() {
    User user = users.save(UserFixture.user("x@example.org", CLINICIAN));
    failures.note("x@example.org");

    IssuedPassword issued = administration.resetPassword(CHIEF, user.id());

    User stored = users.find(user.id()).orElseThrow();
    assertTrue(UserFixture.check().isRight(stored, issued.password()));
    assertFalse(UserFixture.check().isRight(stored, UserFixture.PASSWORD));
    assertTrue(stored.known().password().mustChange());
    assertEquals(List.of(user.id()), ended);
    assertEquals(0, failures.count("x@example.org"));
  }

  @Test
  void theLastAdministratorStays() {
    User chief = users.save(UserFixture.user("chief@example.org", ADMINISTRATOR));

    assertRefused(
        ErrorCode.CONFLICT, () -> administration.change(CHIEF, chief.id(), active(false)));
    assertRefused(
        ErrorCode.CONFLICT, () -> administration.change(CHIEF, chief.id(), roles("clinician")));
    assertEquals(List.of(), ended);
  }

  @Test
  void anotherUserOrAKeyMayAdministerInTheirPlace() {
    User chief = users.save(UserFixture.user("chief@example.org", ADMINISTRATOR));
    User other = users.save(UserFixture.user("other@example.org", ADMINISTRATOR));

    administration.change(CHIEF, chief.id(), active(false));
    assertRefused(
        ErrorCode.CONFLICT, () -> administration.change(CHIEF, other.id(), active(false)));

    String key = new ApiKeyGenerator().next();
    keys.save(new NewApiKey(KeyFingerprint.of(key), "k", Grant.administrator(), null));
    administration.change(CHIEF, other.id(), roles());
    assertEquals(List.of(), users.find(other.id()).orElseThrow().roleNames());
  }

  @Test
  void aKeyThatEndsStandsInForNobody() {
    User chief = users.save(UserFixture.user("chief@example.org", ADMINISTRATOR));
    String key = new ApiKeyGenerator().next();
    Instant end = Instant.parse("2999-01-01T00:00:00Z");
    keys.save(new NewApiKey(KeyFingerprint.of(key), "k", Grant.administrator(), end));

    assertRefused(
        ErrorCode.CONFLICT, () -> administration.change(CHIEF, chief.id(), active(false)));
  }

  @Test
  void whatAProviderSaysIsNotChangedHere() {
    UserDetails details = new UserDetails(null, "Eve", Tenant.DEFAULT, List.of(CLINICIAN));
    User external =
        users.save(
            new NewUser(details, StoredPassword.NONE, new ExternalIdentity("https://p", "e")));

    assertRefused(ErrorCode.CONFLICT, () -> administration.resetPassword(CHIEF, external.id()));
    assertRefused(
        ErrorCode.CONFLICT, () -> administration.change(CHIEF, external.id(), roles("clinician")));
    assertFalse(administration.change(CHIEF, external.id(), active(false)).active());
  }

  private static UserOrder order(String email, String... roles) {
    return new UserOrder(new Email(email), "Somebody", null, List.of(roles));
  }

  private static UserChange roles(String... roles) {
    return new UserChange(null, null, List.of(roles), null);
  }

  private static UserChange active(boolean active) {
    return new UserChange(null, null, null, active);
  }

  private static HealthAiException assertRefused(ErrorCode code, Executable call) {
    HealthAiException refusal = assertThrows(HealthAiException.class, call);
    assertEquals(code, refusal.code(), refusal::detail);
    return refusal;
  }
}
