package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, models and the description of the API. */
class OperationsIT {
  private final ApiClient server = ApiClient.ofSharedServer();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void isHealthy(String path) {
    JsonObject health = server.withoutKey().get(path).expect(200).object();

    assertEquals("UP", health.getString("status"));
    assertFalse(health.getJsonArray("checks").isEmpty(), health::toString);
  }

  @Test
  void saysWhatItsReadinessMeans() {
    Set<String> checks =
        server
            .get("/health/ready")
            .object()
            .getJsonArray("checks")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(check -> check.getString("name"))
            .collect(Collectors.toSet());

    assertTrue(checks.containsAll(Set.of("model", "store")), checks::toString);
  }

  @Test
  void tellsApplicationHealthToEverybody() {
    JsonObject health = server.withoutKey().get("/api/v1/health").expect(200).object();

    assertFalse(health.getString("status").isBlank());
    assertFalse(health.getString("app_name").isBlank());
    assertFalse(health.getString("version").isBlank());
    assertTrue(health.getBoolean("model_loaded"));
  }

  @Test
  void introducesItself() {
    JsonObject root = server.withoutKey().get("/").expect(200).object();

    assertFalse(root.getString("name").isBlank());
    assertFalse(root.getString("version").isBlank());
    for (JsonValue link : root.getJsonObject("links").values()) {
      String path = ((JsonString) link).getString();
      assertTrue(server.get(path).status() < 400, () -> "a dead link: " + path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void describesTheShippedModel(String number) {
    assertTrue(
        server.get("/api/v1/models").expect(200).text().contains("\"chest_xray\""), "is listed");
    server.get("/api/v1/models/chest_xray").expect(200);
    JsonObject version =
        server.get("/api/v1/models/chest_xray/versions/" + number).expect(200).object();

    assertEquals("chest_xray", version.getString("name"), version::toString);
    assertEquals(number, version.getString("version"));
    assertEquals("READY", version.getString("state"));
    assertEquals(number.equals(Predictions.VERSION), version.getBoolean("is_default"));
    assertEquals(
        Predictions.LABELS,
        version.getJsonObject("details").getJsonArray("labels").getValuesAs(JsonString::getString));
  }

  @Test
  void describesEveryCallWithASummaryAndTheKey() {
    JsonObject openApi = openApi();

    assertEquals(
        "X-API-Key",
        openApi
            .getJsonObject("components")
            .getJsonObject("securitySchemes")
            .getJsonObject("api_key")
            .getString("name"));
    JsonObject paths = openApi.getJsonObject("paths");
    List<String> expected =
        List.of(
            "/",
            "/api/v1/health",
            "/api/v1/models",
            "/api/v1/models/{name}",
            "/api/v1/models/{name}/versions/{version}",
            "/api/v1/predict",
            "/api/v1/predict/batch",
            "/api/v1/predictions",
            "/api/v1/predictions/{id}");
    assertTrue(paths.keySet().containsAll(expected), () -> paths.keySet().toString());
    for (String path : paths.keySet()) {
      for (JsonValue operation : paths.getJsonObject(path).values()) {
        assertTrue(operation.asJsonObject().containsKey("summary"), path);
      }
    }
  }

  @Test
  void showsExamplesOfFilmsAnswersAndErrors() {
    JsonObject predict =
        openApi().getJsonObject("paths").getJsonObject("/api/v1/predict").getJsonObject("post");

    JsonObject content = predict.getJsonObject("requestBody").getJsonObject("content");
    assertTrue(
        content.keySet().containsAll(Set.of("multipart/form-data", "image/png", "image/jpeg")),
        content::toString);
    JsonObject responses = predict.getJsonObject("responses");
    assertTrue(
        responses.keySet().containsAll(Set.of("201", "400", "401", "413", "415", "422", "503")),
        () -> responses.keySet().toString());
    assertTrue(responses.getJsonObject("201").toString().contains("example"), responses::toString);
    assertTrue(responses.getJsonObject("422").toString().contains("example"), responses::toString);
  }

  @Test
  void showsThePageToTryTheApi() {
    String page = server.withoutKey().get("/openapi/ui/").expect(200).text();

    assertTrue(page.contains("<html") && page.contains("script"), page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/nothing", "/nothing", "/health", "/api/v1/predictions"})
  void tellsNobodyWhatItRunsOn(String path) {
    Answer answer = server.get(path);

    assertEquals(List.of(), answer.headers().allValues("Server"));
    assertEquals(List.of(), answer.headers().allValues("X-Powered-By"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
  }

  private JsonObject openApi() {
    return server.withoutKey().get("/openapi?format=JSON").expect(200).object();
  }
}
