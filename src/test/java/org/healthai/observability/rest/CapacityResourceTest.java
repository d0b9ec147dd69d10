package org.healthai.observability.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.batching.Priority;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.prediction.pipeline.PipelineSettings;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityResourceTest {
  private static final String NAME = "chest_xray";
  private static final String EXAMPLE =
      "{\"films\":{\"in_flight\":3,\"in_flight_limit\":16,\"decoding\":1,\"waiting\":2,"
          + "\"waiting_limit\":512,\"oldest_wait\":0.25},\"models\":[{\"name\":\"chest_xray\","
          + "\"version\":\"1\",\"busy\":true,\"running\":2,\"queue_depth\":1,\"queue_limit\":256,"
          + "\"oldest_wait\":0.125,"
          + "\"estimated_wait\":{\"stat\":0.0,\"routine\":0.25,\"bulk\":0.5}}]}";

  private final TestLoader setup = new TestLoader();
  private final AtomicLong now = new AtomicLong();

  @TempDir private Path root;
  private ModelRegistry registry;
  private CapacityResource resource;

  @BeforeEach
  void load() {
    TestPackage.in(root, NAME, "1").write();
    TestPackage.in(root, NAME, "2").wrongWeights("gain 3").write();
    registry =
        new ModelRegistry(
            new ModelSettings(root, NAME, Map.of(), Duration.ZERO), setup.loader(), Runnable::run);
    registry.start();
    ScoringPipeline pipeline =
        new ScoringPipeline(
            new PipelineSettings(16, 512, Duration.ofSeconds(4), Duration.ofSeconds(5), 1),
            (upload, colour) -> {
              throw new AssertionError("nothing is decoded here");
            },
            (film, classifier, priority, deadline) -> {
              throw new AssertionError("nothing is scored here");
            },
            Runnable::run,
            now::get);
    resource = new CapacityResource(pipeline, registry);
  }

  @AfterEach
  void close() {
    registry.close();
    setup.close();
  }

  @Test
  void showsTheModelsThatAnswerAndNoOthers() {
    List<ModelCapacity> models = resource.get().models();

    assertEquals(List.of("1"), models.stream().map(ModelCapacity::version).toList());
    ModelCapacity idle = models.get(0);
    assertEquals(NAME, idle.name());
    assertFalse(idle.busy());
    assertEquals(0, idle.queueDepth());
    assertTrue(idle.queueLimit() > 0);
    assertEquals(new WaitTimes(0, 0, 0), idle.estimatedWait());
  }

  @Test
  void showsTheLimitsOfAnIdleServer() {
    assertEquals(new FilmsCapacity(0, 16, 0, 0, 512, 0), resource.get().films());
  }

  @Test
  void addsTheWaitsBeforeDecodingAndBeforeTheModel() {
    Map<Priority, Duration> decoding =
        Map.of(
            Priority.STAT, Duration.ofMillis(1),
            Priority.ROUTINE, Duration.ofMillis(20),
            Priority.BULK, Duration.ofMillis(300));
    Map<Priority, Duration> queue =
        Map.of(
            Priority.STAT, Duration.ofNanos(400),
            Priority.ROUTINE, Duration.ofNanos(600),
            Priority.BULK, Duration.ofSeconds(1));

    assertEquals(new WaitTimes(0.001, 0.020001, 1.3), WaitTimes.sum(decoding, queue));
  }

  @Test
  void hasTheContractsNamesAndComesBack() throws Exception {
    CapacityResponse response =
        new CapacityResponse(
            new FilmsCapacity(3, 16, 1, 2, 512, 0.25),
            List.of(
                new ModelCapacity(NAME, "1", true, 2, 1, 256, 0.125, new WaitTimes(0, 0.25, 0.5))));

    try (Jsonb json = JsonbBuilder.create()) {
      assertEquals(EXAMPLE, json.toJson(response));
      assertEquals(response, json.fromJson(EXAMPLE, CapacityResponse.class));
    }
  }
}
