package org.healthai.access.factor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.Json;
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
import org.healthai.access.factor.MemoryFactors;
import org.healthai.access.factor.SecondFactors;
import org.healthai.access.rest.PermissionFilter;
import org.healthai.access.user.MemoryFailures;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.OwnAccount;
import org.healthai.access.user.PasswordGenerator;
import org.healthai.access.user.Passwords;
import org.healthai.access.user.User;
import org.healthai.access.user.UserAdministration;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.Test;

/** Second factors over HTTP without a server; {@code SecondFactorIT} has the rest. */
class SecondFactorResourceTest {
  private static final String PATH = "/api/v1/me/second-factor";
  private static final String PASSWORD = "{\"current_password\":\"" + UserFixture.PASSWORD + "\"}";

  private final MemoryUsers users = new MemoryUsers();
  private final Passwords passwords =
      new Passwords(UserFixture.check(), new PasswordGenerator(), new MemoryFailures());
  private final SecondFactors factors =
      new SecondFactors(
          new MemoryFactors(users),
          new Sealer(TestKeys.ring(TestKeys.key("k", 1))),
          new MemoryTrail().changes(),
          Occasion::system,
          Clock.systemUTC());
  private final User ada = users.save(UserFixture.user("ada@example.org", MemoryUsers.CLINICIAN));
  private final RestHarness rest =
      new RestHarness(
              new PermissionFilter(),
              new SecondFactorResource(new OwnAccount(users, passwords, id -> {}), factors),
              new UserSecondFactorResource(
                  new UserAdministration(
                      users,
                      passwords,
                      id -> {},
                      new LastAdministrator(new MemoryApiKeys(), users, Clock.systemUTC())),
                  factors))
          .as(ada.toCaller());

  @Test
  void asksForThePassword() {
    assertEquals(422, post("", "{}").status());
    assertEquals(422, post("", PASSWORD.replace("moss", "mist")).status());
    assertEquals(422, post("/remove", PASSWORD.replace("moss", "mist")).status());
    assertEquals(32, post("", PASSWORD).json().getString("secret").length());
    assertEquals(422, post("/confirm", "{\"code\":\"000000\"}").status());
    assertEquals(422, post("/confirm", "{}").status());
    assertEquals(204, post("/remove", PASSWORD).status());
  }

  @Test
  void isForUsers() {
    rest.as(CallerFixture.administrator());

    assertEquals(403, post("", PASSWORD).status());
    assertEquals(403, post("/confirm", "{\"code\":\"000000\"}").status());
  }

  @Test
  void administratorsRemoveThoseOfOthers() {
    String path = "/api/v1/users/" + ada.id() + "/second-factor";
    rest.as(CallerFixture.of("north", Permission.READ));
    assertEquals(403, rest.delete(path).status());
    rest.as(CallerFixture.of("north", Permission.ADMIN));
    assertEquals(404, rest.delete(path).status());
    rest.as(CallerFixture.administrator());
    assertEquals(204, rest.delete(path).status());
  }

  @Test
  void examplesAreWhatTheServerWouldSend() throws Exception {
    assertSame(FactorExamples.ENROLMENT, EnrolmentResponse.class);
    assertSame(FactorExamples.CODES, RecoveryCodesResponse.class);
    assertSame(PASSWORD, PasswordRequest.class);
    assertSame("{\"code\":\"287082\"}", CodeRequest.class);
  }

  @Test
  void nothingShowsASecret() throws Exception {
    try (Jsonb json = JsonbBuilder.create()) {
      assertFalse(
          json.fromJson(FactorExamples.ENROLMENT, EnrolmentResponse.class)
              .toString()
              .contains("GEZ"));
      assertFalse(json.fromJson(PASSWORD, PasswordRequest.class).toString().contains("moss"));
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

  private Answer post(String call, String body) {
    return rest.post(PATH + call, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
