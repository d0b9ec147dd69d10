package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are meant to harm: each is refused in our words, soon, and costs nothing. */
class HostileRequestIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String HEALTH = "/api/v1/health";

  private final ApiClient server = ApiClient.ofSharedServer();

  /** A few bytes of anybody once kept a thread of the server busy for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"x\":{", "{\"x\":[", "{\"email\":\"a\",\"x\":{\"y\":[1,", "{", "["})
  void jsonThatEndsTooEarlyHoldsNoThread(String body) {
    Answer stranger =
        assertTimeoutPreemptively(SOON, () -> post(server.withoutKey(), Users.LOGIN, body));
    Answer known = assertTimeoutPreemptively(SOON, () -> post(server, Keys.PATH, body));

    Problems.assertProblem(stranger, 400, "MALFORMED_REQUEST");
    Problems.assertProblem(known, 400, "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"x\"",
        "{}{}",
        "not JSON",
        "{\"name\":{},\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":{}}",
        "{\"name\":\"x\",\"scopes\":\"read\"}",
        "{\"name\":\"x\",\"scopes\":[[\"read\"]]}",
        "{\"name\":\"x\",\"scopes\":[null]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":1e999999999}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"+999999999-12-31T23:59:59Z\"}"
      })
  void jsonOfAnotherShapeIsTheClientsMistake(String body) {
    int status = post(server, Keys.PATH, body).status();

    assertTrue(status == 400 || status == 422, () -> body + ": " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"weights\":[1]}", "{\"weights\":\"x\"}", "{\"weights\":{\"1\":null}}"})
  void weightsOfAnotherShapeAreTheClientsMistake(String body) {
    Answer answer =
        server.send(
            server
                .request("/api/v1/models/chest_xray/routes")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));

    assertEquals(400, answer.status(), answer::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;q=abc", "application/json; q=", "*/*;q=--1"})
  void anAcceptThatCannotBeReadIsTheClientsMistake(String accept) {
    Answer answer = server.send(server.request(ApiClient.PREDICTIONS).header("Accept", accept));

    Problems.assertProblem(answer, 400, "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/<script>", "/api/v1/\"'", "/api/v1/{id}", "/api/v1/models/a%2fb"})
  void anAddressThatIsNoneIsTheClientsMistake(String path) throws IOException {
    Answer answer = rawGet(path);

    assertEquals(400, answer.status(), answer::toString);
    assertTrue(answer.header("Content-Type").startsWith("application/problem+json"));
    assertEquals(answer.header("X-Request-Id"), answer.object().getString("request_id"));
  }

  /** Open Liberty answers these by itself, before any code of ours and in its own format. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/predictions/%00",
        "/api/v1/predictions/%zz",
        "/api/v1/predictions/%1f<script>",
        "/../../../etc/passwd"
      })
  void whatTheContainerRefusesTellsNothing(String path) throws IOException {
    Answer answer = rawGet(path);

    assertEquals(400, answer.status(), answer::toString);
    for (String word : List.of("<script>", "Exception", "\tat ", "healthai.", "com.ibm")) {
      assertFalse(answer.text().contains(word), answer::toString);
    }
  }

  /** Behind a proxy that shares connections it would be the answer of somebody else. */
  @Test
  void theBodyOfATraceIsNoRequest() throws IOException {
    String second = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(HEALTH);
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead("TRACE " + HEALTH + " HTTP/1.1", "Content-Length: " + second.length());
      client.send(second.getBytes(StandardCharsets.US_ASCII));

      assertEquals(405, client.receive().status());
      assertTrue(client.isHungUp(), "a second answer, or one that is waited for");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"' or '1'='1", "'; drop table predictions; --", "x' union select * from users --"})
  void sqlInAParameterIsText(String text) {
    server.classify(Films.drawn(7_700));
    String value = URLEncoder.encode(text, StandardCharsets.UTF_8);

    for (String parameter : List.of("prediction_class", "model")) {
      Answer answer = server.get(ApiClient.PREDICTIONS + "?" + parameter + "=" + value);
      assertEquals("0", answer.expect(200).header("X-Total-Count"));
    }
    assertEquals(List.of(), server.get("/api/v1/audit/events?actor=" + value).expect(200).array());
    assertTrue(server.total() > 0);
  }

  /** What is not known of a body is left aside, whatever it would like to be. */
  @Test
  void unknownMembersDoNothing() {
    String body =
        "{\"name\":\"it hostile\",\"scopes\":[\"read\"],\"id\":1,\"role\":\"administrator\","
            + "\"state\":\"revoked\",\"permissions\":[\"admin\"],\"prefix\":\"x\"}";

    var key = post(server, Keys.PATH, body).expect(201).object().getJsonObject("key");

    assertEquals("[\"read\"]", key.getJsonArray("scopes").toString());
    assertEquals("active", key.getString("state"));
    assertFalse(key.containsKey("role") || key.getInt("id") == 1, key::toString);
  }

  @Test
  void aHeaderThatComesTwiceGivesNoSecondCaller() throws IOException {
    for (Map.Entry<String, String> twice :
        Map.of("X-API-Key", "other", "Authorization", "Bearer x").entrySet()) {
      try (RawConnection client = new RawConnection(server)) {
        client.sendHead(
            "GET " + ApiClient.PREDICTIONS + " HTTP/1.1",
            twice.getKey() + ": " + twice.getValue(),
            ApiClient.KEY_HEADER + ": " + server.key().orElseThrow(),
            "Connection: close");

        Problems.assertProblem(client.receive(), 401, "UNAUTHENTICATED");
      }
    }
  }

  private Answer rawGet(String path) throws IOException {
    try (RawConnection client = new RawConnection(server)) {
      client.sendHead(
          "GET " + path + " HTTP/1.1",
          ApiClient.KEY_HEADER + ": " + server.key().orElseThrow(),
          "Connection: close");
      return client.receive();
    }
  }

  private static Answer post(ApiClient client, String path, String body) {
    return client.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
