package org.healthai.access.session.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.rest.PermissionFilter;
import org.healthai.access.session.SessionFixture;
import org.healthai.access.user.MemoryFailures;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.OwnAccount;
import org.healthai.access.user.PasswordGenerator;
import org.healthai.access.user.Passwords;
import org.healthai.access.user.User;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.limit.Allowance;
import org.healthai.web.BodyLimitFilter;
import org.healthai.web.BodyPace;
import org.healthai.web.RequestLimits;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over HTTP without a server; {@code SessionsIT} has the rest. */
class AuthResourceTest {
  private static final String LOGIN =
      "{\"email\":\"ada@example.org\",\"password\":\"" + UserFixture.PASSWORD + "\"}";

  @TempDir private Path data;
  private final List<Long> ended = new ArrayList<>();
  private User ada;
  private RestHarness rest;

  @BeforeEach
  void letIn() {
    SessionFixture fixture = new SessionFixture(data);
    ada = fixture.users().save(UserFixture.user("ada@example.org", MemoryUsers.CLINICIAN));
    OwnAccount account =
        new OwnAccount(
            fixture.users(),
            new Passwords(UserFixture.check(), new PasswordGenerator(), new MemoryFailures()),
            ended::add);
    rest =
        new RestHarness(
            new PermissionFilter(),
            new BodyLimitFilter(new RequestLimits(1_000_000, 1_000_000, BodyPace.ANY)),
            new AuthResource(fixture.logins, fixture.sessions, fixture.keys, new RequestOccasion()),
            new MeResource(account, fixture.steps()));
  }

  @Test
  void logsInGoesOnAndLogsOut() {
    Answer answer = post("login", LOGIN);

    assertEquals(200, answer.status());
    JsonObject tokens = answer.json();
    assertEquals("Bearer", tokens.getString("token_type"));
    assertEquals(900, tokens.getInt("expires_in"));
    assertEquals(43_200, tokens.getInt("refresh_expires_in"));
    JsonObject next = post("refresh", refresh(tokens)).json();
    assertEquals(409, post("refresh", refresh(tokens)).status());
    assertEquals(204, post("logout", refresh(next)).status());
    assertEquals(401, post("refresh", refresh(next)).status());
    assertEquals(204, post("logout", "{\"refresh_token\":\"nobody knows\"}").status());
  }

  @Test
  void saysHowToAuthenticateToWhoIsRefused() {
    Answer answer = post("login", LOGIN.replace("moss", "mist"));

    assertEquals(401, answer.status());
    assertEquals("UNAUTHENTICATED", answer.code());
    assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"email\":\"a@b\"}", "{\"password\":\"x\"}", "{\"email\":null}"})
  void refusesLoginsThatMakeNoSense(String body) {
    assertEquals(422, post("login", body).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{\"email\":", "{\"email\":{}}"})
  void refusesBodiesOfAnotherShape(String body) {
    assertEquals(400, post("login", body).status());
    for (String call : List.of("refresh", "logout")) {
      assertEquals(400, post(call, body.replace("email", "refresh_token")).status(), call);
    }
  }

  @Test
  void readsFewBytesOfStrangers() {
    String long17k = "{\"email\":\"" + "a".repeat(17_000) + "\",\"password\":\"x\"}";

    assertEquals(413, post("login", long17k).status());
  }

  @Test
  void showsPublicKeysOnly() {
    JsonObject key = rest.get("/api/v1/auth/jwks").json().getJsonArray("keys").getJsonObject(0);

    assertEquals(Set.of("kty", "use", "kid", "n", "e", "alg"), key.keySet());
  }

  @Test
  void saysWhoIsCalling() {
    rest.as(ada.toCaller(Set.of(Permission.READ), Allowance.unlimited()));
    JsonObject me = rest.get("/api/v1/me").json();
    assertEquals("user", me.getString("kind"));
    assertEquals("[\"read\"]", me.getJsonArray("permissions").toString());
    assertEquals("ada@example.org", me.getJsonObject("user").getString("email"));

    rest.as(CallerFixture.of("north"));
    assertEquals("key", rest.get("/api/v1/me").json().getString("kind"));
    assertFalse(rest.get("/api/v1/me").json().containsKey("user"));

    rest.as(null);
    assertEquals(401, rest.get("/api/v1/me").status());
  }

  @Test
  void changesAPassword() {
    String body =
        "{\"current_password\":\"%s\",\"new_password\":\"another kettle of fish\"}"
            .formatted(UserFixture.PASSWORD);
    rest.as(CallerFixture.administrator());
    assertEquals(403, put(body).status());
    rest.as(ada.toCaller());
    assertEquals(422, put(body.replace("moss", "mist")).status());
    assertEquals(422, put("{}").status());

    assertEquals(204, put(body).status());

    assertEquals(List.of(ada.id()), ended);
    assertEquals(401, post("login", LOGIN).status());
    assertEquals(
        200, post("login", LOGIN.replace(UserFixture.PASSWORD, "another kettle of fish")).status());
  }

  @Test
  void examplesAreWhatTheServerWouldSend() throws Exception {
    assertSame(SessionExamples.TOKENS, TokensResponse.class);
    assertSame(SessionExamples.ME, MeResponse.class);
    assertSame(LOGIN, LoginRequest.class);
    assertSame("{\"refresh_token\":\"har_00\"}", RefreshRequest.class);
    assertSame("{\"current_password\":\"a\",\"new_password\":\"b\"}", PasswordChangeRequest.class);
  }

  @Test
  void nothingShowsASecret() throws Exception {
    try (Jsonb json = JsonbBuilder.create()) {
      assertFalse(json.fromJson(LOGIN, LoginRequest.class).toString().contains("moss"));
      assertFalse(
          json.fromJson(SessionExamples.TOKENS, TokensResponse.class).toString().contains("har_"));
    }
  }

  private static void assertSame(String text, Class<?> type) throws Exception {
    try (Jsonb json = JsonbBuilder.create()) {
      assertEquals(read(text), read(json.toJson(json.fromJson(text, type))));
    }
  }

  private static JsonValue read(String text) {
    return Json.createReader(new StringReader(text)).readValue();
  }

  private static String refresh(JsonObject tokens) {
    return "{\"refresh_token\":\"%s\"}".formatted(tokens.getString("refresh_token"));
  }

  private Answer post(String call, String body) {
    return rest.post(
        "/api/v1/auth/" + call, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private Answer put(String body) {
    return rest.put(
        "/api/v1/me/password", "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
