package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask; {@link AccessTableIT} asks the same of every call. */
class AuthenticationIT {
  private final ApiClient server = ApiClient.ofSharedServer();

  static Stream<Refusal> protectedCalls() {
    return Stream.of(
        refused("predict", client -> client.predict(Films.drawn(60))),
        refused("batch", client -> client.batch(Multipart.ofFilms(List.of()))),
        refused("list", client -> client.get(ApiClient.PREDICTIONS)),
        refused("read", client -> client.get(ApiClient.PREDICTIONS + "/1")),
        refused("delete", client -> client.delete(ApiClient.PREDICTIONS + "/1")),
        refused("models", client -> client.get("/api/v1/models")));
  }

  @ParameterizedTest
  @MethodSource("protectedCalls")
  void refusesACallWithoutAKey(Refusal refusal) {
    refusal.assertRefusedBy(server.withoutKey(), server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong",
        "hai_00000000_0000000000000000000000000000000000000000000000000000000000000000",
        "' OR '1'='1"
      })
  void refusesAWrongKey(String key) {
    refused("a wrong key", client -> client.predict(Films.drawn(61)))
        .assertRefusedBy(server.withKey(key), server);
  }

  @Test
  void refusesARightKeyWithALetterMore() {
    String key = server.key().orElseThrow() + "x";

    refused("a longer key", client -> client.get(ApiClient.PREDICTIONS))
        .assertRefusedBy(server.withKey(key), server);
  }

  @Test
  void saysHowToAuthenticate() {
    Answer answer = server.withoutKey().get(ApiClient.PREDICTIONS).expect(401);

    assertFalse(answer.header("WWW-Authenticate").isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api;x/v1/predictions", "/%61pi/v1/predictions", "//api/v1/predictions", "/api/"})
  void asksForAKeyHoweverThePathIsWritten(String path) {
    int status = server.withoutKey().get(path).status();

    assertTrue(status == 401 || status == 404, () -> "answered with " + status);
  }

  @Test
  void readsNoKeyFromTheQuery() {
    String key = server.key().orElseThrow();

    assertEquals(401, server.withoutKey().get(ApiClient.PREDICTIONS + "?api_key=" + key).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/health", "/health", "/health/live", "/health/ready", "/openapi"})
  void answersEverybodyWhereNothingIsSecret(String path) {
    server.withoutKey().get(path).expect(200);
  }

  private static Refusal refused(String what, Function<ApiClient, Answer> request) {
    return new Refusal(what, request, 401, "UNAUTHENTICATED");
  }
}
