package org.healthai.access.rest;

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
import java.util.List;
import org.healthai.TestClock;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.CallerFixture;
import org.healthai.access.KeyAdministration;
import org.healthai.access.LastAdministrator;
import org.healthai.access.MemoryApiKeys;
import org.healthai.access.Permission;
import org.healthai.limit.Allowance;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys over HTTP without a server; {@code KeysIT} has the rest. */
class KeysResourceTest {
  private static final String KEYS = "/api/v1/keys";
  private static final String ORDER =
      "{\"name\":\"Station 7\",\"scopes\":[\"read\",\"predict\"],\"tenant\":\"north\","
          + "\"expires_at\":\"2026-12-01T00:00:00+01:00\"}";

  private final TestClock clock = new TestClock(RestHarness.NOW);
  private final MemoryApiKeys apiKeys = new MemoryApiKeys();
  private final KeyAdministration keys =
      new KeyAdministration(
          apiKeys,
          new ApiKeyGenerator(),
          Allowance.perHour(100),
          new LastAdministrator(apiKeys, except -> false, clock),
          clock);
  private final RestHarness rest =
      new RestHarness(
              new PermissionFilter(),
              new KeysResource(keys, new KeyViews(clock)),
              new KeyChangesResource(keys, new KeyViews(clock)))
          .as(CallerFixture.administrator());

  @Test
  void makesAKeyAndShowsItsSecretOnce() {
    Answer answer = create(ORDER);

    assertEquals(201, answer.status());
    assertTrue(answer.header("Location").endsWith(KEYS + "/1"));
    JsonObject key = answer.json().getJsonObject("key");
    assertEquals("[\"predict\",\"read\"]", key.getJsonArray("scopes").toString());
    assertEquals("2026-11-30T23:00:00Z", key.getString("expires_at"));
    assertFalse(key.containsKey("role") || key.containsKey("last_used_at"));
    String secret = answer.json().getString("secret");
    assertEquals(key, rest.get(KEYS + "/1").json());
    assertFalse(rest.get(KEYS).body().toString().contains(secret.substring(13)));
  }

  @Test
  void aKeyMayAskForTheDefaultOrTheNumberGivenOrWithNullForAny() {
    String order = "{\"name\":\"x\",\"scopes\":[\"read\"]%s}";

    assertEquals(100, predictionsOf(create(order.formatted("")).json().getJsonObject("key")));
    assertEquals(
        7,
        predictionsOf(
            create(order.formatted(",\"predictions_per_hour\":7")).json().getJsonObject("key")));
    assertEquals(
        -1,
        predictionsOf(
            create(order.formatted(",\"predictions_per_hour\":null")).json().getJsonObject("key")));
  }

  @Test
  void aChangeOfSomethingElseLeavesTheQuotaAndNullEndsIt() {
    create(ORDER);

    assertEquals(100, predictionsOf(change("{\"name\":\"x\"}")));
    assertEquals(9, predictionsOf(change("{\"predictions_per_hour\":9}")));
    assertEquals(-1, predictionsOf(change("{\"predictions_per_hour\":null}")));
  }

  /** Whoever writes nonsense must not switch a key off. */
  @Test
  void takesNothingButTrueAndFalseForActive() {
    create(ORDER);

    for (String value : List.of("\"x\"", "\"true\"", "0")) {
      byte[] body = "{\"active\":%s}".formatted(value).getBytes(StandardCharsets.UTF_8);
      assertEquals(422, rest.patch(KEYS + "/1", "application/json", body).status());
    }

    assertEquals("active", change("{\"active\":null}").getString("state"));
    assertEquals("disabled", change("{\"active\":false}").getString("state"));
  }

  private JsonObject change(String body) {
    return rest.patch(KEYS + "/1", "application/json", body.getBytes(StandardCharsets.UTF_8))
        .json();
  }

  private static int predictionsOf(JsonObject key) {
    return key.getInt("predictions_per_hour", -1);
  }

  @Test
  void saysWhenAKeyHasExpired() {
    create(ORDER);
    clock.set(java.time.Instant.parse("2026-12-01T00:00:00Z"));

    assertEquals("expired", rest.get(KEYS + "/1").json().getString("state"));
  }

  @Test
  void revokesAndReplaces() {
    create(ORDER);

    Answer young = rest.post(KEYS + "/1/rotate?overlap=60", "application/json", new byte[0]);
    assertEquals(201, young.status());
    assertEquals(2, rest.get(KEYS + "/1").json().getInt("replaced_by"));
    assertEquals(204, rest.delete(KEYS + "/2").status());
    assertEquals("revoked", rest.get(KEYS + "/2").json().getString("state"));
  }

  @Test
  void needsThePermissionAdmin() {
    rest.as(CallerFixture.of("north", Permission.READ, Permission.MODELS));

    assertEquals(403, create(ORDER).status());
    assertEquals(403, rest.get(KEYS).status());
    assertEquals(403, rest.delete(KEYS + "/1").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"x\",\"scopes\":[\"fly\"]}",
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"\",\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"tenant\":\"N\"}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":0}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":-5}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":1.5}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":1e99}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":1000001}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"predictions_per_hour\":\"7\"}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}"
      })
  void refusesOrdersThatMakeNoSense(String order) {
    Answer answer = create(order);

    assertEquals(422, answer.status());
    assertEquals("INVALID_VALUE", answer.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "99999999999999999999"})
  void knowsNoKeyOfAnotherId(String id) {
    assertEquals(404, rest.get(KEYS + "/" + id).status());
  }

  @Test
  void examplesAreWhatTheServerWouldSend() throws Exception {
    assertSame(KeyExamples.KEY, KeyResponse.class);
    assertSame(KeyExamples.KEYS, KeyResponse[].class);
    assertSame(KeyExamples.ISSUED, IssuedKeyResponse.class);
  }

  @Test
  void requestsComeBackAsTheyWere() throws Exception {
    assertSame(ORDER, KeyRequest.class);
    assertSame(
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_at\":\"2027-01-01T00:00:00Z\","
            + "\"active\":true}",
        KeyChangeRequest.class);
  }

  private static void assertSame(String text, Class<?> type) throws Exception {
    try (Jsonb json = JsonbBuilder.create()) {
      assertEquals(read(text), read(json.toJson(json.fromJson(text, type))));
    }
  }

  private static JsonValue read(String text) {
    return Json.createReader(new StringReader(text)).readValue();
  }

  private Answer create(String order) {
    return rest.post(KEYS, "application/json", order.getBytes(StandardCharsets.UTF_8));
  }
}
