package org.healthai.model.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
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
    ModelAdministration administration =
        new ModelAdministration(registry, new MemoryModelChoices(), Clock.systemUTC());
    ModelViews views = new ModelViews(registry);
    rest =
        new RestHarness(
            new ModelAdministrationResource(administration, views),
            new ModelRoutesResource(administration, views),
            new ModelShadowResource(administration, views));
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

  private Answer setRoutes(String body) {
    return rest.put(MODEL + "/routes", JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void dividesFilmsAndShowsIt() {
    assertEquals("{\"weights\":{},\"shares\":{}}", rest.get(MODEL + "/routes").json().toString());

    Answer set = setRoutes("{\"weights\":{\"1\":1,\"2\":3}}");

    assertEquals(200, set.status());
    assertEquals(
        "{\"weights\":{\"1\":1,\"2\":3},\"shares\":{\"1\":0.25,\"2\":0.75}}",
        set.json().toString());
    assertEquals(set.json(), rest.get(MODEL + "/routes").json());
    assertProblem(409, "CONFLICT", post("/versions/1/unload"));
    assertEquals(200, setDefault("{\"version\":\"2\"}").status());
    assertEquals("{}", rest.get(MODEL + "/routes").json().getJsonObject("weights").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"weights\":null}",
        "{\"weights\":{\"1\":0}}",
        "{\"weights\":{\"1\":1001}}",
        "{\"weights\":{\"1\":-5}}"
      })
  void refusesImpossibleWeights(String body) {
    assertEquals(400, setRoutes(body).status());
    assertTrue(registry.findChoice("chest_xray").routes().isEmpty());
  }

  private Answer setShadow(String body) {
    return rest.put(MODEL + "/shadow", JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void setsShowsAndEndsTheShadow() {
    assertProblem(404, "NOT_FOUND", rest.get(MODEL + "/shadow"));

    Answer set = setShadow("{\"version\":\"1\",\"percent\":25}");

    assertEquals(200, set.status());
    assertEquals(25, set.json().getInt("percent"));
    assertEquals(set.json(), rest.get(MODEL + "/shadow").json());
    assertProblem(409, "CONFLICT", post("/versions/1/unload"));
    assertEquals(100, setShadow("{\"version\":\"1\"}").json().getInt("percent"));
    assertEquals(204, rest.delete(MODEL + "/shadow").status());
    assertEquals(204, rest.delete(MODEL + "/shadow").status());
    assertProblem(404, "NOT_FOUND", rest.get(MODEL + "/shadow"));
    assertProblem(404, "MODEL_NOT_FOUND", rest.delete("/api/v1/models/moles/shadow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"version\":\"1\",\"percent\":0}",
        "{\"version\":\"1\",\"percent\":101}"
      })
  void refusesAnImpossibleShadow(String body) {
    assertEquals(400, setShadow(body).status());
    assertProblem(409, "CONFLICT", setShadow("{\"version\":\"2\"}"));
  }

  @Test
  void dividesFilmsOnlyAmongVersionsThatAnswer() {
    post("/versions/1/unload");

    assertProblem(409, "CONFLICT", setRoutes("{\"weights\":{\"1\":1,\"2\":1}}"));
    assertProblem(404, "MODEL_NOT_FOUND", setRoutes("{\"weights\":{\"9\":1}}"));
    assertProblem(404, "MODEL_NOT_FOUND", setRoutes("{\"weights\":{\"../1\":1}}"));
    assertProblem(404, "MODEL_NOT_FOUND", rest.get("/api/v1/models/moles/routes"));
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
