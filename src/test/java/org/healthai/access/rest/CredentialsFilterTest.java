package org.healthai.access.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.ApiKeyAuthenticator;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.Caller;
import org.healthai.access.Grant;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.MemoryApiKeys;
import org.healthai.access.NewApiKey;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.access.token.BearerAuthenticator;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFilterTest {
  private static final Caller USER =
      new Caller(
          Caller.Kind.USER,
          9,
          "Ada",
          Tenant.DEFAULT,
          Set.of(Permission.READ),
          Allowance.unlimited());

  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final CredentialsFilter filter =
      new CredentialsFilter(
          new ApiKeyAuthenticator(keys, Clock.systemUTC()),
          new BearerAuthenticator(List.of(CredentialsFilterTest::toUser)));

  private final String key = new ApiKeyGenerator().next();

  private static Optional<Caller> toUser(String token) {
    return token.equals("a.good.token") ? Optional.of(USER) : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/predict",
        "api/v1/predict",
        "/api/v1/predictions/1",
        "/api/v1/nowhere",
        "/api/v2/predict",
        "/api/v1/healthy",
        "/api/v1/health/",
        "/api/v1/health/x",
        "/api/v1/health;x",
        "/api/v1/health/../predict",
        "//api/v1/predict",
        "///api//v1/predict",
        "/api;x=y/v1/predict",
        "/./api/v1/predict",
        "/nowhere/../api/v1/predict",
        "/nowhere/..;x/api/v1/predict",
        "/api/v1/predict\n"
      })
  void everythingBelowApiNeedsAKey(String path) {
    assertEquals(ErrorCode.UNAUTHENTICATED, refusal(path, null).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/auth", "/api/v1/auth/logins", "/api/v1/auth/login/"})
  void besideWhatIsOpenEverythingIsClosed(String path) {
    assertEquals(ErrorCode.UNAUTHENTICATED, refusal(path, null).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.good.token", "bearer a.good.token", "BEARER   a.good.token"})
  void bearerOfATokenIsThePrincipal(String authorization) {
    SecurityContext context = passWith(authorization);

    assertEquals(USER, context.getUserPrincipal());
    assertEquals("user-9", context.getUserPrincipal().getName(), "no names in logs");
    assertEquals("Bearer", context.getAuthenticationScheme());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.good.token",
        "Bearer",
        "Bearer ",
        "Bearer a.bad.token",
        "Bearer a.good.token ",
        "Bearer a.good.token,Bearer a.good.token",
        "Basic YTpi",
        "Bearer\ta.good.token"
      })
  void otherAuthorizationsAreRefusedInTheSameWords(String authorization) {
    HealthAiException refusal = refusal(new FakeRequest("/api/v1/predict", null, authorization));

    assertEquals(ErrorCode.UNAUTHENTICATED, refusal.code());
    assertEquals("the token in the header Authorization is not valid", refusal.detail());
  }

  /** Which of the two counts would be anybody's guess. */
  @Test
  void keyAndTokenTogetherAreRefused() {
    store();

    assertEquals(
        ErrorCode.UNAUTHENTICATED,
        refusal(new FakeRequest("/api/v1/predict", key, "Bearer a.good.token")).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/api/v1/health",
        "/api/v1/auth/login",
        "api/v1/auth/refresh",
        "/api/v1/auth/logout",
        "/api/v1/auth/jwks",
        "/favicon.ico",
        "/apis",
        "/..x",
        "/x/api/v1"
      })
  void theRestIsOpen(String path) {
    FakeRequest request = new FakeRequest(path, null);

    filter.filter(request.context());

    assertEquals(Optional.empty(), request.newSecurityContext());
  }

  @Test
  void callerOfAnOpenPathStaysUnknownEvenWithAWrongKey() {
    FakeRequest request = new FakeRequest("/api/v1/health", "wrong");

    filter.filter(request.context());

    assertEquals(Optional.empty(), request.newSecurityContext());
  }

  @Test
  void bearerOfAKeyIsThePrincipal() {
    long id = store();

    SecurityContext context = pass("/api/v1/predict");

    assertEquals(
        new Caller(
            Caller.Kind.KEY,
            id,
            "ward",
            Tenant.DEFAULT,
            Set.of(Permission.READ),
            Allowance.unlimited()),
        context.getUserPrincipal());
    assertEquals("ward", context.getUserPrincipal().getName());
    assertEquals("ApiKey", context.getAuthenticationScheme());
    assertTrue(context.isSecure(), "what the connection was stays known");
  }

  @Test
  void permissionsAreThePlatformsRoles() {
    store();

    SecurityContext context = pass("/api/v1/predict");

    assertTrue(context.isUserInRole("read"));
    assertFalse(context.isUserInRole("admin"));
    assertFalse(context.isUserInRole("anything"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "schl\u00fcssel", "a\u0000b", "x, y"})
  void wrongKeysAreRefused(String presented) {
    store();

    assertEquals(ErrorCode.UNAUTHENTICATED, refusal("/api/v1/predict", presented).code());
  }

  /** Whoever tries keys must not learn which of them once worked. */
  @Test
  void wrongDisabledAndExpiredKeysAreRefusedInTheSameWords() {
    String expired = new ApiKeyGenerator().next();
    Grant grant = Grant.administrator();
    keys.save(new NewApiKey(KeyFingerprint.of(expired), "old", grant, Instant.EPOCH));
    keys.disable(store());

    HealthAiException wrong = refusal("/api/v1/predict", new ApiKeyGenerator().next());
    for (String other : List.of(key, expired, key.substring(0, key.length() - 1))) {
      HealthAiException refusal = refusal("/api/v1/predict", other);

      assertEquals(wrong.code(), refusal.code());
      assertEquals(wrong.detail(), refusal.detail());
    }
  }

  @Test
  void refusalNamesTheHeaderAndNeverTheKey() {
    assertTrue(refusal("/api/v1/predict", null).detail().contains("X-API-Key"));
    assertFalse(refusal("/api/v1/predict", "secret-value").detail().contains("secret-value"));
  }

  private long store() {
    Grant grant = Grant.of(Tenant.DEFAULT, Permission.READ);
    return keys.save(new NewApiKey(KeyFingerprint.of(key), "ward", grant, null)).id();
  }

  private SecurityContext pass(String path) {
    FakeRequest request = new FakeRequest(path, key);
    filter.filter(request.context());
    return request.newSecurityContext().orElseThrow();
  }

  private SecurityContext passWith(String authorization) {
    FakeRequest request = new FakeRequest("/api/v1/predict", null, authorization);
    filter.filter(request.context());
    return request.newSecurityContext().orElseThrow();
  }

  private HealthAiException refusal(String path, String presented) {
    return refusal(new FakeRequest(path, presented));
  }

  private HealthAiException refusal(FakeRequest request) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> filter.filter(request.context()));
    assertEquals(Optional.empty(), request.newSecurityContext());
    return refusal;
  }
}
