package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of the API, as the server describes it, with every kind of key: a new call is tested
 * without a line here, and one without a rule fails.
 */
class AccessTableIT {
  private static final long NO_SUCH_ID = 999_999_999_999L;
  private static final String UNKNOWN_KEY = "hai_00000000_" + "0".repeat(64);
  private static final List<String> SCOPES =
      List.of("predict", "read", "delete", "jobs", "models", "admin", "audit", "all-tenants");

  private static final ApiClient SERVER = ApiClient.ofSharedServer();
  private static final Map<String, ApiClient> BY_SCOPE = new TreeMap<>();
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
    FOREIGN_RECORDS.put(Keys.PATH, (long) keys.create("it-foreign", "read").key().getInt("id"));
    FOREIGN_RECORDS.put(
        ApiClient.PREDICTIONS,
        Predictions.idOf(keys.create("it-foreign", "predict").client().classify(Films.drawn(90))));
  }

  static Stream<ApiCall> calls() {
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

    assertEquals(List.of("GET /", "GET /api/v1/health"), open);
    assertTrue(calls().allMatch(call -> SCOPES.contains(call.permission().orElseThrow())));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRefusedToStrangersInTheSameWords(ApiCall call) {
    Set<String> details = new java.util.TreeSet<>();
    STRANGERS.forEach(
        (who, client) -> {
          Answer answer = call.send(client, NO_SUCH_ID);
          assertEquals(401, answer.status(), () -> who + ": " + answer);
          assertFalse(answer.header("WWW-Authenticate").isBlank());
          if (client.key().isPresent()) {
            details.add(Problems.assertProblem(answer, 401, "UNAUTHENTICATED").getString("detail"));
          }
        });

    assertEquals(1, details.size(), details::toString);
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
