package org.healthai.access.session;

import static org.healthai.access.session.SessionFixture.NOON;
import static org.healthai.access.session.SessionFixture.stranger;
import static org.healthai.access.user.UserFixture.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.PasswordHasher;
import org.healthai.access.user.PasswordSettings;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
  private static final String EMAIL = "ada@example.org";

  @TempDir private Path data;
  private SessionFixture fixture;
  private User ada;

  @BeforeEach
  void letIn() {
    fixture = new SessionFixture(data);
    ada = fixture.users.save(UserFixture.user(EMAIL, MemoryUsers.CLINICIAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {EMAIL, "ADA@EXAMPLE.ORG"})
  void rightNameAndPasswordOpenASession(String name) {
    IssuedTokens tokens = login(name, PASSWORD, null);

    Caller caller = fixture.bearer.authenticate(tokens.access().text()).orElseThrow();
    assertEquals(ada.id(), caller.id());
    assertEquals(Caller.Kind.USER, caller.kind());
    assertEquals(Set.of(Permission.PREDICT, Permission.READ), caller.permissions());
    assertEquals(List.of(), tokens.next());
    assertEquals(SessionFixture.LIFE, tokens.refreshLife());
    assertEquals(NOON, fixture.users.find(ada.id()).orElseThrow().lastLoginAt());
    assertFalse(tokens.toString().contains(tokens.refresh()));
  }

  @Test
  void theTrailNamesWhoLoggedIn() {
    Occasion occasion = stranger();
    fixture.logins.login(new Login(EMAIL, PASSWORD, null), occasion);

    AuditEvent event = fixture.trail.events().get(0);
    assertEquals(AuditAction.LOGIN, event.entry().action());
    assertEquals("user", event.actor().kind());
    assertEquals(Long.toString(ada.id()), event.actor().id());
    assertEquals("192.0.2.7", event.address());
    assertTrue(occasion.isWritten());
  }

  @Test
  void whateverIsWrongIsToldInTheSameWords() {
    String wrong = refused(EMAIL, "not the password", null).detail();

    assertEquals(wrong, refused("nobody@example.org", PASSWORD, null).detail());
    assertEquals(wrong, refused("no address", PASSWORD, null).detail());
    assertEquals(wrong, refused(EMAIL, PASSWORD + " ".repeat(10_000), null).detail());
    fixture.users.update(ada.withActive(false));
    assertEquals(wrong, refused(EMAIL, PASSWORD, null).detail());
  }

  /** Counting must not tell who exists either. */
  @Test
  void namesThatNobodyHasAreLockedLikeOthers() {
    for (String name : List.of(EMAIL, "nobody@example.org")) {
      for (int i = 0; i < 3; i++) {
        refused(name, "not the password", null);
      }
      assertTrue(fixture.failures.isLocked(name));
    }
    assertEquals(
        refused(EMAIL, PASSWORD, null).detail(),
        refused("nobody@example.org", PASSWORD, null).detail());
    assertEquals(3, fixture.failures.count(EMAIL), "while locked nothing is counted");
    List<AuditEvent> locked = fixture.trail.events();
    assertEquals(2, locked.size());
    assertEquals(Long.toString(ada.id()), locked.get(0).entry().entity().id());
    assertNull(locked.get(1).entry().entity().id());
    assertEquals("locked", locked.get(0).entry().details().toMap().get("change"));
  }

  @Test
  void upperAndLowerCaseAreCountedTogether() {
    refused(EMAIL, "not the password", null);
    refused("Ada@Example.org", "not the password", null);

    assertEquals(2, fixture.failures.count(EMAIL));
  }

  @Test
  void aRightLoginForgetsTheWrongOnes() {
    refused(EMAIL, "not the password", null);

    login(EMAIL, PASSWORD, null);

    assertEquals(0, fixture.failures.count(EMAIL));
  }

  @Test
  void aRefusalSaysWhomItWasAboutToTheTrailOnly() {
    Occasion occasion = stranger();
    assertThrows(
        HealthAiException.class,
        () -> fixture.logins.login(new Login(EMAIL, "not the password", null), occasion));

    assertEquals(Long.toString(ada.id()), occasion.subject());
  }

  @Test
  void aSecondFactorIsAskedForAfterTheRightPasswordOnly() {
    fixture.users.secondFactor(ada.id(), true);

    HealthAiException asked =
        assertThrows(HealthAiException.class, () -> login(EMAIL, PASSWORD, null));
    assertEquals(ErrorCode.SECOND_FACTOR_REQUIRED, asked.code());
    assertEquals(0, fixture.failures.count(EMAIL), "nothing was wrong");
    refused(EMAIL, "not the password", null);
    refused(EMAIL, "not the password", "123456");
    refused(EMAIL, PASSWORD, "654321");
    assertEquals(3, fixture.failures.count(EMAIL));
    refused(EMAIL, PASSWORD, "123456");
    fixture.failures.clear(EMAIL);
    login(EMAIL, PASSWORD, "123456");
  }

  @Test
  void whoMustChangeThePasswordMayDoNothingElse() {
    fixture.users.update(ada.with(new StoredPassword(ada.known().password().hash(), true)));

    IssuedTokens tokens = login(EMAIL, PASSWORD, null);

    assertEquals(List.of(NextStep.CHANGE_PASSWORD), tokens.next());
    assertEquals(
        Set.of(), fixture.bearer.authenticate(tokens.access().text()).orElseThrow().permissions());
  }

  @Test
  void rolesCanAskForASecondFactor() {
    fixture = new SessionFixture(data, "clinician");
    ada = fixture.users.save(UserFixture.user(EMAIL, MemoryUsers.CLINICIAN));

    assertEquals(List.of(NextStep.ENROL_SECOND_FACTOR), login(EMAIL, PASSWORD, null).next());

    fixture.users.secondFactor(ada.id(), true);
    assertEquals(List.of(), login(EMAIL, PASSWORD, "123456").next());
  }

  @Test
  void aHashOfOtherParametersIsComputedAnew() {
    PasswordHasher other =
        new PasswordHasher(new PasswordSettings(8_192, 5, 1, 3, Duration.ofMinutes(1)));
    fixture.users.update(ada.with(new StoredPassword(other.hash(PASSWORD), false)));

    login(EMAIL, PASSWORD, null);

    String stored = fixture.users.find(ada.id()).orElseThrow().known().password().hash();
    assertTrue(stored.contains("m=7168,t=5"), stored);
    login(EMAIL, PASSWORD, null);
  }

  /** Hashing takes its time: the password may be another one when it is done. */
  @Test
  void aLoginThatAChangeOvertookOpensNothingAndChangesNothingBack() {
    User changed = fixture.users.update(ada.with(new StoredPassword("another", true)));

    assertOvertaken();

    assertEquals(changed, fixture.users.find(ada.id()).orElseThrow());
  }

  @Test
  void aLoginThatDisablingOvertookOpensNothing() {
    User disabled = fixture.users.update(ada.withActive(false));

    assertOvertaken();

    assertEquals(disabled, fixture.users.find(ada.id()).orElseThrow());
  }

  private void assertOvertaken() {
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () -> fixture.opening.open(ada, Optional.of("renewed"), stranger()));
    assertEquals(ErrorCode.UNAUTHENTICATED, refusal.code());
    assertEquals(List.of(), fixture.trail.events());
  }

  @Test
  void withoutATrailNobodyIsLetIn() {
    fixture.trail.available(false);

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> login(EMAIL, PASSWORD, null));

    assertEquals(ErrorCode.AUDIT_UNAVAILABLE, refusal.code());
  }

  private IssuedTokens login(String name, String password, String code) {
    return fixture.logins.login(new Login(name, password, code), stranger());
  }

  private HealthAiException refused(String name, String password, String code) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> login(name, password, code));
    assertEquals(ErrorCode.UNAUTHENTICATED, refusal.code());
    assertFalse(refusal.detail().contains(name));
    return refusal;
  }
}
