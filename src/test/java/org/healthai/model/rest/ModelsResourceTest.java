package org.healthai.model.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.ModelState;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ModelsResourceTest {
  private static final String NAME = "chest_xray";

  private final TestLoader setup = new TestLoader();
  private final Jsonb jsonb = JsonbBuilder.create();

  @TempDir private Path root;
  private ModelRegistry registry;
  private ModelsResource resource;

  @BeforeEach
  void load() {
    TestPackage.in(root, NAME, "1").write();
    TestPackage.in(root, NAME, "2").wrongWeights("gain 3").write();
    TestPackage.in(root, "moles", "1").shaped("skin_lesion", "rgb", 3, "a", "b", "c").write();
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), Runnable::run);
    registry.start();
    resource = new ModelsResource(new ModelViews(registry));
  }

  @AfterEach
  void close() throws Exception {
    registry.close();
    setup.close();
    jsonb.close();
  }

  private JsonObject json(Object body) {
    try (var reader = Json.createReader(new StringReader(jsonb.toJson(body)))) {
      return reader.readObject();
    }
  }

  private static ErrorCode codeOf(Executable call) {
    return assertThrows(HealthAiException.class, call).code();
  }

  @Test
  void listsModelsWithTheirVersions() {
    List<String> names = Stream.of(resource.list()).map(ModelResponse::name).toList();

    assertEquals(List.of(NAME, "moles"), names);
  }

  @Test
  void showsAModel() {
    ModelResponse model = resource.get(NAME);

    assertEquals("1", model.defaultVersion());
    assertEquals(
        List.of(ModelState.READY, ModelState.REFUSED),
        model.versions().stream().map(ModelResponse.Version::state).toList());
    assertEquals(List.of("Normal", "Ill"), model.versions().get(0).labels());
    assertEquals(List.of("screening", "confirm"), model.versions().get(0).operatingPoints());
    assertNull(model.versions().get(1).operatingPoints());
    assertTrue(model.versions().get(1).reason().contains("golden case"));
  }

  @Test
  void showsEverythingAboutAReadyVersionInSnakeCase() {
    JsonObject json = json(resource.getVersion(NAME, "1"));
    JsonObject details = json.getJsonObject("details");

    assertEquals("READY", json.getString("state"));
    assertTrue(json.getBoolean("is_default"));
    assertFalse(json.containsKey("reason"));
    assertTrue(details.getBoolean("research_use_only"));
    assertEquals("squash", details.getJsonObject("input").getString("resize"));
    assertEquals("grey", details.getJsonObject("input").getString("colour"));
    assertFalse(details.getJsonObject("input").containsKey("shorter_side"));
    assertEquals("fake", details.getJsonObject("engine").getString("engine"));
    assertEquals(
        "{\"screening\":{\"Ill\":0.4},\"confirm\":{}}",
        details.getJsonObject("operating_points").toString());
    assertEquals(
        "{\"films\":3,\"accuracy\":0.822}",
        details.getJsonObject("metrics").getJsonObject("test").toString());
    assertEquals("/api/v1/models/chest_xray/versions/1/card", details.getString("card"));
  }

  @Test
  void showsOnlyTheReasonOfARefusedVersion() {
    JsonObject json = json(resource.getVersion(NAME, "2"));

    assertEquals("REFUSED", json.getString("state"));
    assertTrue(json.getString("reason").contains("golden case"));
    assertFalse(json.containsKey("details"));
    assertFalse(json.getBoolean("is_default"));
  }

  @Test
  void showsTheCard() {
    assertEquals("# Card of chest_xray 1", resource.getCard(NAME, "1"));
    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> resource.getCard(NAME, "2")));
  }

  @Test
  void knowsNoOtherModels() {
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOf(() -> resource.get("other")));
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOf(() -> resource.getVersion(NAME, "3")));
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOf(() -> resource.getVersion("..", "1")));
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOf(() -> resource.getCard(NAME, "../1")));
  }

  @Test
  void answersSurviveJson() {
    ModelVersionResponse ready = resource.getVersion("moles", "1");
    ModelVersionResponse refused = resource.getVersion(NAME, "2");
    ModelResponse model = resource.get(NAME);

    assertEquals(ready, jsonb.fromJson(jsonb.toJson(ready), ModelVersionResponse.class));
    assertEquals(refused, jsonb.fromJson(jsonb.toJson(refused), ModelVersionResponse.class));
    assertEquals(model, jsonb.fromJson(jsonb.toJson(model), ModelResponse.class));
  }
}
