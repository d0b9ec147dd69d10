package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of the API, as the server describes it, with every kind of key and every role: a new
 * call or role is tested without a line here, and a call without a rule fails.
 */
class AccessTableIT {
  private static final long NO_SUCH_ID = 999_999_999_999L;
  private static final String UNKNOWN_KEY = "hai_00000000_" + "0".repeat(64);
  private static final List<String> SCOPES =
      List.of(
          "predict",
          "read",
          "delete",
          "jobs",
          "models",
          "admin",
          "audit",
          "privacy",
          "all-tenants");

  private static final ApiClient SERVER = ApiClient.ofSharedServer();
  private static final Map<String, ApiClient> BY_SCOPE = new TreeMap<>();
  private static final Map<String, ApiClient> BY_ROLE = new TreeMap<>();
  private static final Map<String, Set<String>> PERMISSIONS = new TreeMap<>();
  private static final Map<String, ApiClient> STRANGERS = new TreeMap<>();
  private static final Map<String, Long> FOREIGN_RECORDS = new TreeMap<>();

  @BeforeAll
  static void makeKeys() {
    Keys keys = new Keys(SERVER);
    SCOPES.forEach(scope -> BY_SCOPE.put(scope, keys.create("it-table", scope).client()));
    String[] all = SCOPES.toArray(String[]::new);
    STRANGERS.put("no key", SERVER.withoutKey());
    STRANGERS.put("an unknown key", SERVER.withKey(UNKNOWN_KEY));
    STRANGERS.put("an expired key", keys.createExpired("it-table", all).client());
    STRANGERS.put("a disabled key", keys.createDisabled("it-table", all).client());
    STRANGERS.put("a revoked key", keys.createRevoked("it-table", all).client());
    STRANGERS.put("a key with a letter changed", SERVER.withKey(SERVER.key().orElseThrow() + "0"));
    makeUsers();
    FOREIGN_RECORDS.put(Users.PATH, new Users(SERVER).issue("it-foreign", "clinician").id());
    FOREIGN_RECORDS.put(Keys.PATH, (long) keys.create("it-foreign", "read").key().getInt("id"));
    FOREIGN_RECORDS.put(
        ApiClient.PREDICTIONS,
        Predictions.idOf(keys.create("it-foreign", "predict").client().classify(Films.drawn(90))));
  }

  @BeforeAll
  static void makeJobs() {
    ApiClient integrator = new Keys(SERVER).create("it-foreign", "jobs").client();
    byte[] film = JobCalls.zip(1, seed -> Films.drawn(91));
    FOREIGN_RECORDS.put(JobCalls.JOBS, new JobCalls(integrator).submit(film));
    JobFilms.importFilm("it-foreign", "night/a.png", Films.drawn(91));
    JsonObject schedule =
        Json.createObjectBuilder()
            .add("name", "foreign")
            .add("cron", "0 3 1 1 *")
            .add("folder", "night")
            .build();
    FOREIGN_RECORDS.put(
        "/api/v1/job-schedules",
        integrator
            .postJson("/api/v1/job-schedules", schedule)
            .expect(201)
            .object()
            .getJsonNumber("id")
            .longValueExact());
  }

  /** One user of every role there is, and tokens that must not work. */
  private static void makeUsers() {
    Users users = new Users(SERVER);
    for (JsonObject role :
        SERVER.get("/api/v1/roles").expect(200).array().getValuesAs(JsonObject.class)) {
      String name = role.getString("name");
      Users.Session session = users.login(users.register("it-table", name));
      BY_ROLE.put(name, session.client());
      PERMISSIONS.put(
          name, Set.copyOf(role.getJsonArray("permissions").getValuesAs(JsonString::getString)));
    }
    Users.Known gone = users.register("it-table", "administrator");
    Users.Session live = users.login(gone);
    SERVER.patch(gone.path(), Json.createObjectBuilder().add("active", false).build()).expect(200);
    STRANGERS.put("a token of a disabled user", live.client());
    Users.Session out = users.login(users.register("it-table", "administrator"));
    users.logout(out.refreshToken()).expect(204);
    STRANGERS.put("a token of a session that ended", out.client());
    Users.Session good = users.login(users.register("it-table", "administrator"));
    Tokens.forged(good.accessToken())
        .forEach((what, token) -> STRANGERS.put(what, SERVER.withToken(token)));
  }

  @BeforeAll
  static void makePrivacyRecords() {
    ApiClient officer = new Keys(SERVER).create("it-foreign", "privacy").client();
    Stream.of("erasures", "holds")
        .map(records -> "/api/v1/privacy/" + records)
        .forEach(
            path -> {
              JsonObjectBuilder body =
                  Json.createObjectBuilder()
                      .add("patient_reference", "foreign")
                      .add("reason", "a test");
              Answer made = officer.postJson(path, body.build()).expect(201);
              FOREIGN_RECORDS.put(path, made.object().getJsonNumber("id").longValue());
            });
  }

  static Stream<ApiCall> calls() {
    return ApiCall.allOf(SERVER)
        .filter(call -> call.permission().filter(p -> !p.equals(ApiCall.ANY)).isPresent());
  }

  static Stream<ApiCall> callsThatAreNotOpen() {
    return ApiCall.allOf(SERVER).filter(call -> call.permission().isPresent());
  }

  static Stream<ApiCall> callsOfRecords() {
    return calls().filter(ApiCall::isOfARecord);
  }

  @Test
  void everyCallSaysWhatItNeeds() {
    List<String> open =
        ApiCall.allOf(SERVER)
            .filter(call -> call.permission().isEmpty())
            .map(ApiCall::toString)
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "GET /",
            "GET /api/v1/auth/jwks",
            "GET /api/v1/health",
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/logout",
            "POST /api/v1/auth/refresh"),
        open);
    assertTrue(calls().allMatch(call -> SCOPES.contains(call.permission().orElseThrow())));
  }

  @ParameterizedTest
  @MethodSource("callsThatAreNotOpen")
  void isRefusedToStrangersInTheSameWords(ApiCall call) {
    Set<String> details = new TreeSet<>();
    STRANGERS.forEach(
        (who, client) -> {
          Answer answer = call.send(client, NO_SUCH_ID);
          assertEquals(401, answer.status(), () -> who + ": " + answer);
          assertFalse(answer.header("WWW-Authenticate").isBlank());
          details.add(Problems.assertProblem(answer, 401, "UNAUTHENTICATED").getString("detail"));
        });

    assertEquals(3, details.size(), "without anything, with a key, with a token: " + details);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isAllowedToTheRolesThatHaveItsPermission(ApiCall call) {
    BY_ROLE.forEach(
        (role, client) -> {
          Answer answer = call.send(client, NO_SUCH_ID);
          if (PERMISSIONS.get(role).contains(call.permission().orElseThrow())) {
            assertTrue(
                answer.status() != 401 && answer.status() != 403 && answer.status() < 500,
                () -> role + ": " + answer);
          } else {
            Problems.assertProblem(answer, 403, "FORBIDDEN");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isAllowedByItsPermissionAlone(ApiCall call) {
    BY_SCOPE.forEach(
        (scope, client) -> {
          Answer answer = call.send(client, NO_SUCH_ID);
          if (scope.equals(call.permission().orElseThrow())) {
            assertTrue(
                answer.status() != 401 && answer.status() != 403 && answer.status() < 500,
                answer::toString);
          } else {
            Problems.assertProblem(answer, 403, "FORBIDDEN");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("callsOfRecords")
  void knowsNothingOfAnotherTenantsRecords(ApiCall call) {
    ApiClient client = BY_SCOPE.get(call.permission().orElseThrow());
    long foreign =
        FOREIGN_RECORDS.entrySet().stream()
            .filter(entry -> call.path().startsWith(entry.getKey() + "/"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new AssertionError("make a record of another tenant for " + call));

    String unknown =
        Problems.assertProblem(call.send(client, NO_SUCH_ID), 404, "NOT_FOUND").getString("detail");
    String theirs =
        Problems.assertProblem(call.send(client, foreign), 404, "NOT_FOUND").getString("detail");

    assertEquals(
        unknown.replace(Long.toString(NO_SUCH_ID), "N"),
        theirs.replace(Long.toString(foreign), "N"));
  }
}
