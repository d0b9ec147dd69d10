package org.healthai.access.user.rest;

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
import java.time.Clock;
import org.healthai.access.CallerFixture;
import org.healthai.access.LastAdministrator;
import org.healthai.access.MemoryApiKeys;
import org.healthai.access.Permission;
import org.healthai.access.rest.PermissionFilter;
import org.healthai.access.user.MemoryFailures;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.PasswordGenerator;
import org.healthai.access.user.Passwords;
import org.healthai.access.user.UserAdministration;
import org.healthai.access.user.UserFixture;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users over HTTP without a server; {@code UsersIT} has the rest. */
class UsersResourceTest {
  private static final String USERS = "/api/v1/users";
  private static final String ORDER =
      "{\"email\":\"ada@example.org\",\"display_name\":\"Ada\",\"tenant\":\"north\","
          + "\"roles\":[\"clinician\"]}";

  private final MemoryUsers users = new MemoryUsers();
  private final UserAdministration administration =
      new UserAdministration(
          users,
          new Passwords(UserFixture.check(), new PasswordGenerator(), new MemoryFailures()),
          id -> {},
          new LastAdministrator(new MemoryApiKeys(), users, Clock.systemUTC()));
  private final RestHarness rest =
      new RestHarness(
              new PermissionFilter(),
              new UsersResource(administration),
              new UserChangesResource(administration),
              new RolesResource(administration))
          .as(CallerFixture.administrator());

  @Test
  void registersAUserAndShowsThePasswordOnce() {
    Answer answer = post(USERS, ORDER);

    assertEquals(201, answer.status());
    assertTrue(answer.header("Location").endsWith(USERS + "/1"));
    JsonObject user = answer.json().getJsonObject("user");
    assertEquals("north", user.getString("tenant"));
    assertTrue(user.getBoolean("password_change_required"));
    assertEquals(user, rest.get(USERS + "/1").json());
    String password = answer.json().getString("password");
    assertTrue(password.matches("[a-z2-9]{4}(-[a-z2-9]{4}){4}"), password);
    assertFalse(rest.get(USERS).body().toString().contains(password));
    assertFalse(rest.get(USERS).body().toString().contains("argon2"));
  }

  @Test
  void changesAndResets() throws Exception {
    post(USERS, ORDER);

    JsonObject off = patch("{\"active\":false,\"roles\":[]}").json();
    assertEquals("disabled", off.getString("state"));
    assertEquals("[]", off.getJsonArray("roles").toString());
    Answer reset = rest.post(USERS + "/1/reset-password", "application/json", new byte[0]);
    assertEquals(200, reset.status());
    assertEquals(1, reset.json().getJsonObject("user").getInt("id"));
  }

  @Test
  void listsTheRoles() {
    assertEquals(
        "[\"predict\",\"read\"]",
        rest.get("/api/v1/roles")
            .body()
            .asJsonArray()
            .getJsonObject(1)
            .getJsonArray("permissions")
            .toString());
  }

  @Test
  void needsThePermissionAdmin() throws Exception {
    post(USERS, ORDER);
    rest.as(CallerFixture.of("north", Permission.READ, Permission.AUDIT));

    assertEquals(403, post(USERS, ORDER).status());
    assertEquals(403, rest.get(USERS).status());
    assertEquals(403, rest.get("/api/v1/roles").status());
    assertEquals(403, patch("{\"active\":true}").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"email\":\"x\",\"display_name\":\"x\",\"roles\":[]}",
        "{\"email\":\"a@b\",\"display_name\":\"\",\"roles\":[]}",
        "{\"email\":\"a@b\",\"display_name\":\"x\\ny\",\"roles\":[]}",
        "{\"email\":\"a@b\",\"display_name\":\"x\"}",
        "{\"email\":\"a@b\",\"display_name\":\"x\",\"roles\":[\"king\"]}",
        "{\"email\":\"a@b\",\"display_name\":\"x\",\"roles\":[null]}",
        "{\"email\":\"a@b\",\"display_name\":\"x\",\"roles\":[],\"tenant\":\"N\"}"
      })
  void refusesOrdersThatMakeNoSense(String order) {
    Answer answer = post(USERS, order);

    assertEquals(422, answer.status());
    assertEquals("INVALID_VALUE", answer.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "99999999999999999999"})
  void knowsNoUserOfAnotherId(String id) {
    assertEquals(404, rest.get(USERS + "/" + id).status());
  }

  @Test
  void examplesAreWhatTheServerWouldSend() throws Exception {
    assertSame(UserExamples.USER, UserResponse.class);
    assertSame(UserExamples.USERS, UserResponse[].class);
    assertSame(UserExamples.ISSUED, IssuedPasswordResponse.class);
    assertSame(UserExamples.ROLES, RoleResponse[].class);
  }

  @Test
  void requestsComeBackAsTheyWere() throws Exception {
    assertSame(ORDER, UserRequest.class);
    assertSame(
        "{\"email\":\"a@b\",\"display_name\":\"x\",\"roles\":[\"y\"],\"active\":true}",
        UserChangeRequest.class);
  }

  private static void assertSame(String text, Class<?> type) throws Exception {
    try (Jsonb json = JsonbBuilder.create()) {
      assertEquals(read(text), read(json.toJson(json.fromJson(text, type))));
    }
  }

  private static JsonValue read(String text) {
    return Json.createReader(new StringReader(text)).readValue();
  }

  private Answer post(String path, String body) {
    return rest.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private Answer patch(String body) throws Exception {
    return rest.call(
        MockHttpRequest.create("PATCH", USERS + "/1")
            .contentType("application/json")
            .content(body.getBytes(StandardCharsets.UTF_8)));
  }
}
