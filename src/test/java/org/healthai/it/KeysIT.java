package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys from their making to their end, and what tenants see of each other. */
class KeysIT {
  private final ApiClient server = ApiClient.ofSharedServer();
  private final Keys keys = new Keys(server);

  @Test
  void showsASecretOnceAndWhatItKeepsOfIt() {
    Keys.Issued issued = keys.create("it-keys", "read", "predict");
    String secret = issued.client().key().orElseThrow();

    Answer shown = server.get(issued.location()).expect(200);

    assertTrue(secret.matches("hai_[0-9a-f]{8}_[0-9a-f]{64}"));
    assertEquals(issued.key(), shown.object());
    assertEquals("active", shown.object().getString("state"));
    assertEquals(
        List.of("predict", "read"),
        shown.object().getJsonArray("scopes").getValuesAs(JsonString::getString));
    assertEquals(secret.substring(4, 12), shown.object().getString("prefix"));
    String list = server.get(Keys.PATH).expect(200).text();
    assertTrue(list.contains(issued.key().getString("prefix")));
    assertFalse(list.contains(secret.substring(13)));
  }

  @Test
  void remembersWhenAKeyWasUsed() {
    Keys.Issued issued = keys.create("it-keys", "read");
    assertFalse(issued.key().containsKey("last_used_at"));

    issued.client().get("/api/v1/models").expect(200);

    assertTrue(server.get(issued.path()).object().containsKey("last_used_at"));
  }

  @Test
  void replacesAKeyWithAnOverlap() {
    Keys.Issued old = keys.create("it-keys", "read");

    Keys.Issued young = keys.rotate(old, Duration.ofHours(1));

    young.client().get("/api/v1/models").expect(200);
    old.client().get("/api/v1/models").expect(200);
    JsonObject replaced = server.get(old.path()).object();
    assertEquals(young.key().getInt("id"), replaced.getInt("replaced_by"));
    assertTrue(replaced.containsKey("expires_at"));
    Problems.assertProblem(server.post(old.path() + "/rotate"), 409, "CONFLICT");
  }

  @Test
  void replacesAKeyAtOnce() {
    Keys.Issued old = keys.create("it-keys", "read");

    Keys.Issued young = keys.rotate(old, Duration.ZERO);

    young.client().get("/api/v1/models").expect(200);
    Problems.assertProblem(old.client().get("/api/v1/models"), 401, "UNAUTHENTICATED");
    assertEquals("expired", server.get(old.path()).object().getString("state"));
  }

  @Test
  void changesCountFromTheNextRequestOn() {
    Keys.Issued issued = keys.create("it-keys", "read");

    change(issued, "{\"active\":false}");
    assertEquals(401, issued.client().get("/api/v1/models").status());
    change(issued, "{\"active\":true,\"name\":\"renamed\"}");
    assertEquals(200, issued.client().get("/api/v1/models").status());
    change(issued, "{\"scopes\":[\"predict\"]}");
    assertEquals(403, issued.client().get("/api/v1/models").status());

    assertEquals("renamed", server.get(issued.path()).object().getString("name"));
  }

  @Test
  void aRevokedKeyStaysInTheListAndNeverComesBack() {
    Keys.Issued issued = keys.createRevoked("it-keys", "read");

    assertEquals("revoked", server.get(issued.path()).object().getString("state"));
    Problems.assertProblem(
        server.patch(issued.path(), Json.createObjectBuilder().add("active", true).build()),
        409,
        "CONFLICT");
    server.delete(issued.path()).expect(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"x\"}",
        "{\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"fly\"]}",
        "{\"name\":\"x\",\"scopes\":[\"READ\"]}",
        "{\"name\":\"x\",\"scopes\":[null]}",
        "{\"name\":\" \",\"scopes\":[\"read\"]}",
        "{\"name\":\"a\\nb\",\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"tenant\":\"No Such\"}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"tomorrow\"}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}"
      })
  void refusesOrdersThatMakeNoSense(String order) {
    Problems.assertProblem(post(server, order), 422, "INVALID_VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{\"name\":", "{\"name\":{}}"})
  void refusesBodiesOfAnotherShape(String body) {
    Problems.assertProblem(post(server, body), 400, "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "2592001", "1e3", ""})
  void refusesAnotherOverlap(String overlap) {
    Keys.Issued issued = keys.create("it-keys", "read");

    Problems.assertProblem(
        server.post(issued.path() + "/rotate?overlap=" + overlap), 400, "INVALID_PARAMETER");
  }

  @Test
  void nobodyMakesAKeyThatMayMore() {
    ApiClient clinic = keys.create("it-clinic", "admin", "read").client();

    assertEquals(201, post(clinic, "{\"name\":\"x\",\"scopes\":[\"read\"]}").status());
    Problems.assertProblem(
        post(clinic, "{\"name\":\"x\",\"scopes\":[\"all-tenants\"]}"), 403, "FORBIDDEN");
    Problems.assertProblem(
        post(clinic, "{\"name\":\"x\",\"scopes\":[\"read\"],\"tenant\":\"default\"}"),
        403,
        "FORBIDDEN");
  }

  @Test
  void tenantsSeeTheirOwnPredictionsOnly() {
    ApiClient north = keys.create("it-north", "predict", "read", "delete").client();
    ApiClient south = keys.create("it-south", "predict", "read", "delete").client();
    String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(north.classify(Films.drawn(91)));
    south.batch(Multipart.ofFilms(List.of(Films.drawn(92), Films.drawn(93)))).expect(201);

    assertEquals(1, north.total());
    assertEquals(2, south.total());
    Problems.assertProblem(south.get(path), 404, "NOT_FOUND");
    Problems.assertProblem(south.delete(path), 404, "NOT_FOUND");
    Problems.assertProblem(south.get(ApiClient.PREDICTIONS + "?tenant=it-north"), 403, "FORBIDDEN");
    server.get(path).expect(200);
    assertEquals(
        "1",
        server.get(ApiClient.PREDICTIONS + "?tenant=it-north").expect(200).header("X-Total-Count"));
    north.delete(path).expect(204);
    assertEquals(0, north.total());
  }

  private void change(Keys.Issued issued, String body) {
    server.send(json(server, issued.path()).method("PATCH", publisher(body))).expect(200);
  }

  private static Answer post(ApiClient client, String body) {
    return client.send(json(client, Keys.PATH).POST(publisher(body)));
  }

  private static java.net.http.HttpRequest.Builder json(ApiClient client, String path) {
    return client.request(path).header("Content-Type", "application/json");
  }

  private static java.net.http.HttpRequest.BodyPublisher publisher(String body) {
    return java.net.http.HttpRequest.BodyPublishers.ofString(body);
  }
}
