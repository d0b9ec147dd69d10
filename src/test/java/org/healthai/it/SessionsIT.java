package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Users from their registration to their end, and what becomes of their tokens. */
class SessionsIT {
  private static final String MODELS = "/api/v1/models";

  private final ApiClient server = ApiClient.ofSharedServer();
  private final Users users = new Users(server);

  @Test
  void aNewUserChoosesAPasswordBeforeAnythingElse() {
    Users.Issued ada = users.issue("it-users", "radiologist");

    Users.Session first = users.login(ada.email(), ada.password());

    assertEquals(
        List.of("change-password"),
        first.tokens().getJsonArray("next_steps").getValuesAs(JsonString::getString));
    Problems.assertProblem(first.client().get(MODELS), 403, "FORBIDDEN");
    Problems.assertProblem(
        users.changePassword(first, ada.password(), "short"), 422, "INVALID_VALUE");
    users.changePassword(first, ada.password(), "moss green kettle 41").expect(204);
    assertFalse(first.works(), "every session ended");
    Problems.assertProblem(users.tryLogin(ada.email(), ada.password()), 401, "UNAUTHENTICATED");
    users.login(ada.email(), "moss green kettle 41").client().get(MODELS).expect(200);
  }

  @Test
  void aTokenOpensTheSameCallsAsAKey() {
    Users.Session session = users.login(users.register("it-users-north", "radiologist"));

    long id = Predictions.idOf(session.client().classify(Films.drawn(700)));

    session.client().get(ApiClient.PREDICTIONS + "/" + id).expect(200);
    ApiClient south = users.login(users.register("it-users-south", "radiologist")).client();
    Problems.assertProblem(south.get(ApiClient.PREDICTIONS + "/" + id), 404, "NOT_FOUND");
    session.client().delete(ApiClient.PREDICTIONS + "/" + id).expect(204);
  }

  @Test
  void saysWhoIsCalling() {
    Users.Known ada = users.register("it-users", "auditor");

    JsonObject me = users.login(ada).client().get(Users.ME).expect(200).object();

    assertEquals("user", me.getString("kind"));
    assertEquals(ada.id(), me.getJsonNumber("id").longValue());
    assertEquals(
        List.of("audit"), me.getJsonArray("permissions").getValuesAs(JsonString::getString));
    assertEquals("key", server.get(Users.ME).expect(200).object().getString("kind"));
  }

  @Test
  void unknownUsersAndWrongPasswordsGetTheSameAnswer() {
    Users.Known ada = users.register("it-users", "clinician");

    JsonObject wrong = refusal(users.tryLogin(ada.email(), "not the password"));
    JsonObject unknown = refusal(users.tryLogin("nobody@example.org", ada.password()));
    patch(ada, "{\"active\":false}");
    JsonObject disabled = refusal(users.tryLogin(ada.email(), ada.password()));

    assertEquals(wrong.getString("detail"), unknown.getString("detail"));
    assertEquals(wrong.getString("detail"), disabled.getString("detail"));
  }

  /** Without the hash an unknown name would be answered ten times as fast. */
  @Test
  void unknownUsersTakeAsLongAsWrongPasswords() {
    Users.Known ada = users.register("it-users", "clinician");
    List<Long> wrong = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      wrong.add(nanosOf(ada.email(), i));
      unknown.add(nanosOf("nobody-%d@example.org".formatted(System.nanoTime()), i));
    }

    double ratio = (double) median(wrong) / median(unknown);

    assertTrue(ratio > 0.33 && ratio < 3, () -> wrong + " " + unknown);
  }

  private long nanosOf(String name, int i) {
    long started = System.nanoTime();
    refusal(users.tryLogin(name, "not the password %d".formatted(i)));
    return System.nanoTime() - started;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void tooManyFailuresLockANameWhetherSomebodyHasItOrNot() {
    Users.Known ada = users.register("it-users", "clinician");
    String nobody = "nobody-%s@example.org".formatted(System.nanoTime());
    for (int i = 0; i < 10; i++) {
      refusal(users.tryLogin(ada.email(), "not the password"));
      refusal(users.tryLogin(nobody, "not the password"));
    }

    refusal(users.tryLogin(ada.email(), ada.password()));

    JsonObject reset = server.post(ada.path() + "/reset-password").expect(200).object();
    users.login(ada.email(), reset.getString("password"));
  }

  @Test
  void refreshingWorksOnceAndARaceIsNoTheft() {
    Users.Session session = users.login(users.register("it-users", "clinician"));

    Users.Session next = users.sessionOf(users.refresh(session.refreshToken()).expect(200));

    assertTrue(next.works());
    Problems.assertProblem(users.refresh(session.refreshToken()), 409, "CONFLICT");
    assertTrue(next.works(), "nothing was ended");
  }

  @Test
  void ofManyRefreshesAtOnceOneWins() throws Exception {
    Users.Session session = users.login(users.register("it-users", "clinician"));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Integer> statuses = new ArrayList<>();
    try {
      Callable<Answer> refresh = () -> users.refresh(session.refreshToken());
      for (Future<Answer> answer : pool.invokeAll(Collections.nCopies(8, refresh))) {
        statuses.add(answer.get().status());
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(1, Collections.frequency(statuses, 200), statuses::toString);
    assertEquals(7, Collections.frequency(statuses, 409), statuses::toString);
  }

  /** Hashing takes its time: a login may have looked at the password that is changed meanwhile. */
  @Test
  void noLoginOutlivesThePasswordItWasCheckedAgainst() throws Exception {
    Users.Known ada = users.register("it-users", "clinician");
    Users.Session own = users.login(ada);
    ExecutorService pool = Executors.newFixedThreadPool(9);
    List<Users.Session> opened = new ArrayList<>();
    try {
      List<Future<Answer>> logins = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        logins.add(pool.submit(() -> users.tryLogin(ada.email(), ada.password())));
      }
      users.changePassword(own, ada.password(), "moss green kettle 42").expect(204);
      for (Future<Answer> login : logins) {
        if (login.get().status() == 200) {
          opened.add(users.sessionOf(login.get()));
        }
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(List.of(), opened.stream().filter(Users.Session::works).toList());
    users.login(ada.email(), "moss green kettle 42");
  }

  @Test
  void aStolenRefreshTokenEndsTheSession() {
    Users.Session session = users.login(users.register("it-users", "clinician"));
    Users.Session next = users.sessionOf(users.refresh(session.refreshToken()).expect(200));

    Eventually.until(
        "the race is over",
        Duration.ofSeconds(30),
        () -> users.refresh(session.refreshToken()).status() == 401);

    assertFalse(next.works());
    Problems.assertProblem(users.refresh(next.refreshToken()), 401, "UNAUTHENTICATED");
  }

  @Test
  void loggingOutEndsTheAccessTokenToo() {
    Users.Session session = users.login(users.register("it-users", "clinician"));
    assertTrue(session.works());

    users.logout(session.refreshToken()).expect(204);

    Problems.assertProblem(session.client().get(MODELS), 401, "UNAUTHENTICATED");
    Problems.assertProblem(users.refresh(session.refreshToken()), 401, "UNAUTHENTICATED");
    users.logout(session.refreshToken()).expect(204);
  }

  @Test
  void changesCountFromTheNextRequestOn() {
    Users.Known ada = users.register("it-users", "clinician");
    Users.Session session = users.login(ada);
    session.client().get(MODELS).expect(200);

    patch(ada, "{\"roles\":[\"auditor\"]}");
    assertEquals(403, session.client().get(MODELS).status());
    patch(ada, "{\"roles\":[\"clinician\"]}");
    assertEquals(200, session.client().get(MODELS).status());
    patch(ada, "{\"active\":false}");
    assertEquals(401, session.client().get(MODELS).status());
    patch(ada, "{\"active\":true}");
    assertEquals(401, session.client().get(MODELS).status(), "old tokens stay dead");
  }

  @Test
  void refusesForgedTokens() {
    Users.Session session = users.login(users.register("it-users", "administrator"));
    String jwks = server.withoutKey().get("/api/v1/auth/jwks").expect(200).text();

    Tokens.forged(session.accessToken())
        .forEach((what, token) -> assertEquals(401, statusWith(token), what));
    assertEquals(401, statusWith(Tokens.signedWithPublicKey(session.accessToken(), jwks)));
    assertEquals(200, statusWith(session.accessToken()));
  }

  @Test
  void refusesAKeyAndATokenTogether() {
    Users.Session session = users.login(users.register("it-users", "administrator"));

    Answer answer =
        server.send(
            server.request(MODELS).header("Authorization", "Bearer " + session.accessToken()));

    Problems.assertProblem(answer, 401, "UNAUTHENTICATED");
  }

  @Test
  void tokensHaveNoSecretsAndTheClaimsOfMicroProfileJwt() {
    Users.Known ada = users.register("it-users", "clinician");

    String claims = Tokens.claimsOf(users.login(ada).accessToken());

    for (String claim : List.of("iss", "sub", "upn", "groups", "aud", "jti", "iat", "exp")) {
      assertTrue(claims.contains("\"" + claim + "\""), claims);
    }
    assertFalse(claims.contains(ada.password()));
  }

  @Test
  void theTrailNamesWhoLoggedInAndWhomALoginWasAbout() {
    Users.Known ada = users.register("it-users", "clinician");
    users.login(ada);
    users.tryLogin(ada.email(), "not the password");

    List<JsonObject> events =
        server
            .get("/api/v1/audit/events?action=login&entity_kind=user&entity_id=" + ada.id())
            .expect(200)
            .array()
            .getValuesAs(JsonObject.class);

    JsonObject success = events.get(events.size() - 2);
    assertEquals("success", success.getString("outcome"));
    assertEquals("user", success.getJsonObject("actor").getString("kind"));
    JsonObject refused = events.get(events.size() - 1);
    assertEquals("refused", refused.getString("outcome"));
    assertEquals("anonymous", refused.getJsonObject("actor").getString("kind"));
    assertFalse(events.toString().contains(ada.email()));
    String changes =
        server
            .get("/api/v1/audit/events?action=user-change&entity_id=" + ada.id())
            .expect(200)
            .text();
    assertTrue(changes.contains("\"change\":\"made\""), changes);
    assertTrue(changes.contains("\"password\":\"new\""), changes);
    assertFalse(changes.contains("argon2"), changes);
  }

  private int statusWith(String token) {
    return server.withToken(token).get(MODELS).status();
  }

  private void patch(Users.Known user, String body) {
    JsonObject change = Json.createReader(new StringReader(body)).readObject();
    server.patch(user.path(), change).expect(200);
  }

  private static JsonObject refusal(Answer answer) {
    return Problems.assertProblem(answer, 401, "UNAUTHENTICATED");
  }
}
