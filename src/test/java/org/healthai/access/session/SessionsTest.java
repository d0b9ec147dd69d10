package org.healthai.access.session;

import static org.healthai.access.session.SessionFixture.stranger;
import static org.healthai.access.user.UserFixture.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.healthai.access.Permission;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.AuditAction;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  @TempDir private Path data;
  private SessionFixture fixture;
  private User ada;
  private IssuedTokens first;

  @BeforeEach
  void logIn() {
    fixture = new SessionFixture(data);
    ada = fixture.users.save(UserFixture.user("ada@example.org", MemoryUsers.CLINICIAN));
    first = fixture.logins.login(new Login("ada@example.org", PASSWORD, null), stranger());
  }

  @Test
  void aRefreshTokenIsExchangedForTheNextTwo() {
    fixture.clock.advance(Duration.ofMinutes(20));
    assertFalse(works(first), "the access token has ended");

    IssuedTokens second = refresh(first.refresh());

    assertTrue(works(second));
    assertNotEquals(first.refresh(), second.refresh());
    assertTrue(works(refresh(second.refresh())));
    assertEquals(AuditAction.REFRESH, lastAction());
  }

  @Test
  void refreshingDoesNotMakeASessionLonger() {
    fixture.clock.advance(Duration.ofHours(11));
    IssuedTokens second = refresh(first.refresh());
    assertEquals(Duration.ofHours(1), second.refreshLife());

    fixture.clock.advance(Duration.ofHours(1));
    refused(ErrorCode.UNAUTHENTICATED, second.refresh());
  }

  /** Two tabs of one browser: one of them is told to use the other's answer. */
  @Test
  void aRaceIsNoTheft() {
    IssuedTokens second = refresh(first.refresh());

    refused(ErrorCode.CONFLICT, first.refresh());

    assertTrue(works(second));
    assertTrue(works(refresh(second.refresh())));
  }

  @Test
  void aTokenThatComesBackLaterEndsTheSession() {
    IssuedTokens second = refresh(first.refresh());
    fixture.clock.advance(Sessions.RACE);

    refused(ErrorCode.UNAUTHENTICATED, first.refresh());

    assertEquals(AuditAction.LOGOUT, lastAction());
    assertFalse(works(second), "the access token died with it");
    refused(ErrorCode.UNAUTHENTICATED, second.refresh());
    assertFalse(works(first));
  }

  @Test
  void anOlderTokenEndsTheSessionToo() {
    IssuedTokens second = refresh(first.refresh());
    fixture.clock.advance(Duration.ofMinutes(1));
    IssuedTokens third = refresh(second.refresh());

    refused(ErrorCode.UNAUTHENTICATED, first.refresh());
    refused(ErrorCode.UNAUTHENTICATED, third.refresh());
  }

  @Test
  void otherSessionsOfTheUserGoOn() {
    IssuedTokens other =
        fixture.logins.login(new Login("ada@example.org", PASSWORD, null), stranger());

    fixture.sessions.logout(first.refresh(), stranger());

    assertFalse(works(first));
    assertTrue(works(other));
  }

  @Test
  void loggingOutEndsEveryTokenOfTheSession() {
    IssuedTokens second = refresh(first.refresh());

    fixture.sessions.logout(first.refresh(), stranger()); // a used one will do

    assertFalse(works(first) || works(second));
    refused(ErrorCode.UNAUTHENTICATED, second.refresh());
    assertEquals(AuditAction.LOGOUT, lastAction());
    fixture.sessions.logout(second.refresh(), stranger());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "har_", "wrong", "' or '1'='1"})
  void aTokenThatNobodyKnowsOpensAndEndsNothing(String token) {
    refused(ErrorCode.UNAUTHENTICATED, token);
    fixture.sessions.logout(token, stranger());

    assertTrue(works(first));
  }

  @Test
  void whoIsSwitchedOffIsOutAtOnce() {
    fixture.users.update(ada.withActive(false));

    assertFalse(works(first));
    refused(ErrorCode.UNAUTHENTICATED, first.refresh());
  }

  @Test
  void rolesCountAsTheyAreNow() {
    User promoted =
        fixture.users.update(
            ada.with(
                new UserDetails(
                    ada.details().email(),
                    "Ada",
                    ada.details().tenant(),
                    List.of(MemoryUsers.ADMINISTRATOR))));

    assertEquals(Permission.all(), permissions());
    fixture.users.update(
        promoted.with(
            new UserDetails(ada.details().email(), "Ada", ada.details().tenant(), List.of())));
    assertEquals(Set.of(), permissions());
  }

  private Set<Permission> permissions() {
    return fixture.bearer.authenticate(first.access().text()).orElseThrow().permissions();
  }

  private boolean works(IssuedTokens tokens) {
    return fixture.bearer.authenticate(tokens.access().text()).isPresent();
  }

  private IssuedTokens refresh(String token) {
    return fixture.sessions.refresh(token, stranger());
  }

  private void refused(ErrorCode code, String token) {
    HealthAiException refusal = assertThrows(HealthAiException.class, () -> refresh(token));
    assertEquals(code, refusal.code());
  }

  private AuditAction lastAction() {
    return fixture.trail.events().get(fixture.trail.events().size() - 1).entry().action();
  }
}
