package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;

/** Makes API keys as an administrator does. Safe for many threads. */
final class Keys {
  static final String PATH = "/api/v1/keys";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ApiClient administrator;

  Keys(ApiClient administrator) {
    this.administrator = administrator;
  }

  /** A key of that tenant with those scopes and no others. */
  Issued create(String tenant, String... scopes) {
    return issued(administrator.postJson(PATH, order(tenant, scopes).build()));
  }

  /** A key that may ask for so many predictions an hour. */
  Issued createLimited(String tenant, int perHour, String... scopes) {
    return issued(
        administrator.postJson(
            PATH, order(tenant, scopes).add("predictions_per_hour", perHour).build()));
  }

  /** A key that worked and does not any more. */
  Issued createExpired(String tenant, String... scopes) {
    Instant end = Instant.now().plusSeconds(2);
    Issued issued =
        issued(
            administrator.postJson(
                PATH, order(tenant, scopes).add("expires_at", end.toString()).build()));
    Eventually.until(
        "expired", PATIENCE, () -> issued.client().get("/api/v1/models").status() == 401);
    return issued;
  }

  Issued createDisabled(String tenant, String... scopes) {
    Issued issued = create(tenant, scopes);
    administrator
        .patch(issued.path(), Json.createObjectBuilder().add("active", false).build())
        .expect(200);
    return issued;
  }

  Issued createRevoked(String tenant, String... scopes) {
    Issued issued = create(tenant, scopes);
    administrator.delete(issued.path()).expect(204);
    return issued;
  }

  Issued rotate(Issued old, Duration overlap) {
    return issued(administrator.post(old.path() + "/rotate?overlap=" + overlap.toSeconds()));
  }

  static JsonObjectBuilder order(String tenant, String... scopes) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (String scope : scopes) {
      array.add(scope);
    }
    return Json.createObjectBuilder()
        .add("name", "it " + tenant)
        .add("tenant", tenant)
        .add("scopes", array);
  }

  private Issued issued(Answer answer) {
    JsonObject body = answer.expect(201).object();
    ApiClient client = administrator.withKey(body.getString("secret"));
    return new Issued(answer.header("Location"), body.getJsonObject("key"), client);
  }

  /**
   * A key that was made.
   *
   * @param location where it is shown
   * @param key what is shown there
   * @param client has it
   */
  record Issued(String location, JsonObject key, ApiClient client) {
    String path() {
      return PATH + "/" + key.getInt("id");
    }
  }
}
