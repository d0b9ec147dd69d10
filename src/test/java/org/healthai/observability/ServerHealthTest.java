package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.healthai.inference.EngineDescription;
import org.healthai.model.ModelState;
import org.healthai.model.packaging.ModelId;
import org.healthai.observability.rest.HealthResource;
import org.healthai.web.ApplicationInfo;
import org.healthai.web.RestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerHealthTest {
  private static final DefaultModel LOADING = new DefaultModel(ModelState.LOADING, null, null);
  private static final DefaultModel REFUSED =
      new DefaultModel(ModelState.REFUSED, new ModelId("chest_xray", "1"), null);
  private static final DefaultModel READY =
      new DefaultModel(
          ModelState.READY,
          new ModelId("chest_xray", "1"),
          new EngineDescription("dl4j", "onednn", "2 threads"));

  private DefaultModel model = LOADING;
  private Optional<String> storeProblem = Optional.empty();
  private long now;
  private final ServerHealth health =
      new ServerHealth(() -> model, () -> storeProblem, Runnable::run, () -> now);

  @BeforeAll
  static void checksNeedAPlatform() {
    HealthCheckResponse.setResponseProvider(PlainHealthResponse::new);
  }

  @Test
  void isReadyWhenTheModelAnswersAndTheStoreIsThere() {
    assertFalse(health.ready());
    model = READY;
    assertTrue(health.ready());
  }

  @Test
  void asksForTheStoreWhileTheModelStillLoads() {
    List<Runnable> background = new ArrayList<>();
    ServerHealth starting =
        new ServerHealth(() -> model, () -> storeProblem, background::add, () -> now);
    starting.ready();
    background.forEach(Runnable::run);
    model = READY;

    assertTrue(starting.ready());
  }

  @Test
  void isNotReadyWithoutTheStore() {
    model = READY;
    storeProblem = Optional.of("the database does not answer");

    assertFalse(health.ready());
    assertFalse(health.started());
  }

  @Test
  void staysStartedOnceItWasReady() {
    model = READY;
    assertTrue(health.started());
    storeProblem = Optional.of("gone");
    now += 2_000_000_000L;

    assertFalse(health.ready());
    assertTrue(health.started());
  }

  @Test
  void isAliveWhileItLoadsAndWithAPackageThatWasAlwaysRefused() {
    assertTrue(health.alive());
    model = REFUSED;
    health.ready();
    assertTrue(health.alive());
  }

  @Test
  void isDeadWhenTheEngineDied() {
    model = READY;
    health.ready();
    model = REFUSED;

    assertFalse(health.alive());
  }

  @Test
  void checksNameTheModelAndItsBackend() {
    HealthChecks checks = new HealthChecks();
    model = READY;
    health.ready();

    var ready = checks.model(health).call();

    assertEquals("model", ready.getName());
    assertEquals(
        "{backend=onednn, engine=dl4j, model=chest_xray 1, state=READY}",
        new java.util.TreeMap<>(ready.getData().orElseThrow()).toString());
    assertUp(checks.model(health));
    assertUp(checks.store(health));
    assertUp(checks.started(health));
    assertUp(checks.alive(health));
  }

  @Test
  void checksSayWhatIsMissing() {
    HealthChecks checks = new HealthChecks();
    storeProblem = Optional.of("the database does not answer");

    assertEquals("DOWN", checks.model(health).call().getStatus().name());
    assertEquals(
        "the database does not answer",
        checks.store(health).call().getData().orElseThrow().get("problem"));
    assertEquals("DOWN", checks.started(health).call().getStatus().name());
  }

  @Test
  void reportsToApiClients() {
    RestHarness rest =
        new RestHarness(new HealthResource(health, new ApplicationInfo("Healthcare AI", "1.2")));
    RestHarness.Answer degraded = rest.get("/api/v1/health");
    model = READY;
    RestHarness.Answer healthy = rest.get("/api/v1/health");

    assertEquals(503, degraded.status());
    assertEquals("degraded", degraded.json().getString("status"));
    assertFalse(degraded.json().getBoolean("model_loaded"));
    assertEquals(200, healthy.status());
    assertEquals(
        "{\"status\":\"healthy\",\"app_name\":\"Healthcare AI\",\"version\":\"1.2\","
            + "\"model_loaded\":true}",
        healthy.json().toString());
  }

  private static void assertUp(HealthCheck check) {
    assertEquals("UP", check.call().getStatus().name());
  }
}
