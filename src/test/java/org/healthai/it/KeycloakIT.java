package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users of a real Keycloak, and what becomes of them while it is away. */
class KeycloakIT {
  private static final String MODELS = "/api/v1/models";
  private static final String WEB = "hospital-web";

  /** A client whose tokens are for another audience. */
  private static final String OTHER = "other-web";

  private static Keycloak keycloak;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    Optional<Keycloak> installed = Keycloak.install();
    assumeTrue(installed.isPresent(), "skipped: Maven cannot get Keycloak's distribution here");
    keycloak = installed.orElseThrow().start();
    process = ItServer.create("keycloak-server", environment()).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HEALTHAI_OIDC_ISSUER", keycloak.issuer());
    environment.put("HEALTHAI_OIDC_AUDIENCE", "healthai");
    environment.put("HEALTHAI_OIDC_ROLE_CLAIM", "realm_access.roles");
    environment.put("HEALTHAI_OIDC_ROLE_MAP", "doctors=radiologist,heads=administrator");
    environment.put("HEALTHAI_OIDC_TENANT_CLAIM", "hospital");
    return environment;
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void rolesAndTenantComeFromItsClaims() throws Exception {
    ApiClient ada = clientOf("ada");

    JsonObject me = ada.get(Users.ME).expect(200).object();

    assertEquals("user", me.getString("kind"));
    assertEquals("Ada Meier", me.getString("name"));
    assertEquals("north", me.getString("tenant"));
    JsonObject user = me.getJsonObject("user");
    assertEquals(
        List.of("radiologist"), user.getJsonArray("roles").getValuesAs(JsonString::getString));
    assertEquals(keycloak.issuer(), user.getString("issuer"));
    ada.get(MODELS).expect(200);
    long prediction = Predictions.idOf(ada.classify(Films.drawn(710)));
    server.get(ApiClient.PREDICTIONS + "/" + prediction).expect(200);
    Problems.assertProblem(ada.get(Keys.PATH), 403, "FORBIDDEN");
  }

  @Test
  void theTrailNamesThem() throws Exception {
    JsonObject me = clientOf("ada").get(Users.ME).expect(200).object();
    int id = me.getInt("id");

    JsonObject read =
        server
            .get("/api/v1/audit/events?action=read&entity_kind=user&actor=" + id)
            .expect(200)
            .array()
            .getJsonObject(0);
    assertEquals("user", read.getJsonObject("actor").getString("kind"));
    assertEquals("Ada Meier", read.getJsonObject("actor").getString("name"));
    String made =
        server.get("/api/v1/audit/events?action=user-change&entity_id=" + id).expect(200).text();
    assertTrue(made.contains("\"origin\":\"provider\""), made);
  }

  @Test
  void whoHasNoRoleOfOursMayDoNothing() throws Exception {
    Problems.assertProblem(clientOf("eve").get(MODELS), 403, "FORBIDDEN");
  }

  @Test
  void whoIsOfNoTenantIsNotBelieved() throws Exception {
    Problems.assertProblem(clientOf("norman").get(Users.ME), 401, "UNAUTHENTICATED");
  }

  @Test
  void tokensForOthersAndForgedOnesAreNotBelieved() throws Exception {
    String others = keycloak.accessToken(OTHER, "ada");
    Problems.assertProblem(server.withToken(others).get(MODELS), 401, "UNAUTHENTICATED");

    String good = keycloak.accessToken(WEB, "ada");
    Tokens.forged(good)
        .forEach(
            (what, token) -> assertEquals(401, server.withToken(token).get(MODELS).status(), what));
    server.withToken(good).get(MODELS).expect(200);
  }

  @Test
  void whoIsSwitchedOffHereIsOutAtOnce() throws Exception {
    ApiClient bo = clientOf("bo");
    int id = bo.get(Users.ME).expect(200).object().getInt("id");

    activate(id, false);
    Problems.assertProblem(bo.get(Users.ME), 401, "UNAUTHENTICATED");

    activate(id, true);
    bo.get(Users.ME).expect(200);
    Problems.assertProblem(server.post(Users.PATH + "/" + id + "/reset-password"), 409, "CONFLICT");
  }

  @Test
  void goesOnWhileTheProviderIsAway() throws Exception {
    String token = keycloak.accessToken(WEB, "ada");
    server.withToken(token).get(MODELS).expect(200);
    keycloak.stop();
    try {
      server.withToken(token).get(MODELS).expect(200);
      long started = System.nanoTime();
      String unknownKey = Tokens.withHeader(token, "{\"alg\":\"RS256\",\"kid\":\"unknown\"}");
      assertEquals(401, server.withToken(unknownKey).get(MODELS).status());
      assertTrue(
          System.nanoTime() - started < Duration.ofSeconds(10).toNanos(), "nobody waits for it");
      server.get(MODELS).expect(200);
    } finally {
      keycloak.start();
    }
    clientOf("ada").get(MODELS).expect(200);
  }

  private static ApiClient clientOf(String user) throws Exception {
    return server.withToken(keycloak.accessToken(WEB, user));
  }

  private static void activate(int id, boolean active) {
    server
        .patch(Users.PATH + "/" + id, Json.createObjectBuilder().add("active", active).build())
        .expect(200);
  }
}
