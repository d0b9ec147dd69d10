package org.healthai.model.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.healthai.access.Role;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.administration.MemoryModelChoices;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two versions of a model, the second one the default. */
class ModelAdministrationResourceTest {
  private static final String MODEL = "/api/v1/models/chest_xray";
  private static final String JSON = "application/json";

  private final TestLoader setup = new TestLoader();
  private final Queue<Runnable> background = new ArrayDeque<>();

  @TempDir private Path root;
  private ModelRegistry registry;
  private RestHarness rest;

  @BeforeEach
  void start() {
    TestPackage.in(root, "chest_xray", "1").write();
    TestPackage.in(root, "chest_xray", "2").write();
    ModelSettings settings = new ModelSettings(root, "chest_xray", Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), this::runOrKeep);
    registry.start();
    rest =
        new RestHarness(
            new ModelAdministrationResource(
                new ModelAdministration(registry, new MemoryModelChoices()),
                new ModelViews(registry)));
  }

  private boolean keeping;

  private void runOrKeep(Runnable task) {
    if (keeping) {
      background.add(task);
    } else {
      task.run();
    }
  }

  @AfterEach
  void close() {
    registry.close();
    background.forEach(Runnable::run);
    setup.close();
  }

  private Answer post(String path) {
    return rest.post(MODEL + path, JSON, new byte[0]);
  }

  private Answer setDefault(String body) {
    return rest.put(MODEL + "/default", JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertProblem(int status, String code, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(code, answer.code());
  }

  @Test
  void isForAdministrators() {
    RolesAllowed roles = ModelAdministrationResource.class.getAnnotation(RolesAllowed.class);

    assertEquals(Role.ADMINISTRATOR_NAME, String.join(",", roles.value()));
  }

  @Test
  void loadsInTheBackgroundAndSaysWhereToLook() {
    post("/versions/1/unload");
    keeping = true;

    Answer answer = post("/versions/1/load");

    assertEquals(202, answer.status());
    assertEquals("LOADING", answer.json().getString("state"));
    assertTrue(answer.header("Location").endsWith(MODEL + "/versions/1"));
    assertProblem(409, "CONFLICT", post("/versions/1/load"));
  }

  @Test
  void waitsForTheOutcomeWhenAsked() {
    TestPackage.in(root, "chest_xray", "3").write();

    Answer answer = post("/versions/3/load?wait=true");

    assertEquals(200, answer.status());
    assertEquals("READY", answer.json().getString("state"));
    assertFalse(answer.json().getBoolean("is_default"));
  }

  @Test
  void saysWhyALoadedPackageIsRefused() {
    TestPackage.in(root, "chest_xray", "3").wrongWeights("gain 2").write();

    Answer answer = post("/versions/3/load?wait=true");

    assertProblem(422, "MODEL_REFUSED", answer);
    assertTrue(answer.json().getString("detail").startsWith("model chest_xray 3 is refused: gold"));
  }

  @Test
  void unloadsAVersion() {
    Answer answer = post("/versions/1/unload");

    assertEquals(200, answer.status());
    assertEquals("UNLOADED", answer.json().getString("state"));
    assertProblem(409, "CONFLICT", post("/versions/2/unload"));
  }

  @Test
  void changesTheDefaultAndRollsBack() {
    Answer changed = setDefault("{\"version\":\"1\"}");

    assertEquals(200, changed.status());
    assertEquals("1", changed.json().getString("default_version"));
    assertEquals("2", changed.json().getString("previous_version"));
    Answer back = post("/rollback");
    assertEquals("2", back.json().getString("default_version"));
    assertFalse(back.json().containsKey("previous_version"));
    assertProblem(409, "CONFLICT", post("/rollback"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"version\":null}"})
  void refusesADefaultThatNamesNoVersion(String body) {
    assertEquals(400, setDefault(body).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"version\":", "[]", "2", "{\"version\":{}}"})
  void refusesABodyOfAnotherShape(String body) {
    assertProblem(400, "MALFORMED_REQUEST", setDefault(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "../1", ""})
  void knowsNoOtherVersions(String version) {
    assertProblem(404, "MODEL_NOT_FOUND", setDefault("{\"version\":\"" + version + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chest_xray/versions/9/load",
        "chest_xray/versions/9/unload",
        "moles/versions/1/load",
        "moles/rollback",
        "MOLES/rollback",
        "chest_xray/versions/-/load"
      })
  void knowsNoOtherModels(String path) {
    Answer answer = rest.post("/api/v1/models/" + path, JSON, new byte[0]);

    assertProblem(404, "MODEL_NOT_FOUND", answer);
  }
}
