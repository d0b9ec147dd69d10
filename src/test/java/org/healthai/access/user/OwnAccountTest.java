package org.healthai.access.user;

import static org.healthai.access.user.MemoryUsers.CLINICIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class OwnAccountTest {
  private static final String NEXT = "another kettle of fish";

  private final MemoryUsers users = new MemoryUsers();
  private final MemoryFailures failures = new MemoryFailures();
  private final List<Long> ended = new ArrayList<>();
  private final OwnAccount account =
      new OwnAccount(
          users, new Passwords(UserFixture.check(), new PasswordGenerator(), failures), ended::add);
  private final User user = users.save(UserFixture.user("x@example.org", CLINICIAN));
  private final Caller caller = user.toCaller();

  @Test
  void anotherPasswordEndsEverySession() {
    account.changePassword(caller, UserFixture.PASSWORD, NEXT);

    User now = users.find(user.id()).orElseThrow();
    assertTrue(UserFixture.check().isRight(now, NEXT));
    assertFalse(UserFixture.check().isRight(now, UserFixture.PASSWORD));
    assertFalse(now.known().password().mustChange());
    assertEquals(List.of(user.id()), ended);
  }

  @Test
  void aWrongPasswordCountsAsAFailedLogin() {
    for (int i = 0; i < 3; i++) {
      refused(ErrorCode.INVALID_VALUE, "wrong password!!", NEXT);
    }

    assertEquals(3, failures.count("x@example.org"));
    HealthAiException locked = refused(ErrorCode.INVALID_VALUE, UserFixture.PASSWORD, NEXT);
    assertTrue(locked.detail().startsWith("too many wrong passwords"), locked.detail());
    assertEquals(3, failures.count("x@example.org"), "while locked nothing is counted");
    assertEquals(List.of(), ended);
  }

  @Test
  void theSameOrABadPasswordIsRefused() {
    refused(ErrorCode.INVALID_VALUE, UserFixture.PASSWORD, UserFixture.PASSWORD);
    refused(ErrorCode.INVALID_VALUE, UserFixture.PASSWORD, "short");
  }

  @Test
  void aKeyHasNoAccount() {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> account.get(CallerFixture.administrator()));

    assertEquals(ErrorCode.FORBIDDEN, refusal.code());
  }

  @Test
  void aProvidersUserHasNoPasswordHere() {
    UserDetails details = new UserDetails(null, "Eve", Tenant.DEFAULT, List.of());
    User external =
        users.save(
            new NewUser(details, StoredPassword.NONE, new ExternalIdentity("https://p", "e")));

    HealthAiException refusal =
        assertThrows(
            HealthAiException.class, () -> account.changePassword(external.toCaller(), "x", NEXT));
    assertEquals(ErrorCode.FORBIDDEN, refusal.code());
  }

  private HealthAiException refused(ErrorCode code, String current, String chosen) {
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class, () -> account.changePassword(caller, current, chosen));
    assertEquals(code, refusal.code());
    return refusal;
  }
}
