package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server told to run models in 8 bits, beside the shared one in float32. Skipped where the
 * processor has no 8-bit plans.
 */
class EightBitEngineIT {
  /** What the package allows; docs/models.md. */
  private static final double TOLERANCE = 0.05;

  private static final int FILMS = 16;

  /** The version that answers in 8 bits, since the default one has no such weights. */
  private static final String VERSION = Predictions.VERSION_FOR_EVERY_ENGINE;

  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(hasVnni(), "skipped: this processor has no 8-bit plans");
    process =
        ItServer.create("eight-bit", Map.of("HEALTHAI_INFERENCE_ENGINE", "dl4j-int8"))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  private static boolean hasVnni() throws IOException {
    Path facts = Path.of("/proc/cpuinfo");
    return Files.isReadable(facts) && Files.readString(facts).contains("vnni");
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void saysEverywhereWhatRuns() {
    JsonObject engine =
        server
            .get("/api/v1/models/chest_xray/versions/" + VERSION)
            .expect(200)
            .object()
            .getJsonObject("details")
            .getJsonObject("engine");

    assertEquals("dl4j-int8", engine.getString("engine"));
    assertEquals("onednn-plan", engine.getString("backend"));
    assertTrue(engine.getString("detail").contains("in 8 bits"), engine::toString);
    String metrics = server.get("/metrics").expect(200).text();
    assertTrue(metrics.contains("engine=\"dl4j-int8\""), "metrics name the engine");
    String health = server.get("/health/ready").expect(200).text();
    assertTrue(health.contains("dl4j-int8"), health);
  }

  @Test
  void answersNearlyAsTheFloatEngine() {
    ApiClient floats = ApiClient.ofSharedServer();
    for (long film = 0; film < FILMS; film++) {
      JsonObject expected = floats.classify(Films.drawn(film), VERSION);
      JsonObject actual = server.classify(Films.drawn(film));

      Predictions.assertComplete(actual, VERSION);
      double difference = Predictions.maxDifference(expected, actual);
      assertTrue(difference <= TOLERANCE, () -> "differs by " + difference);
    }
  }

  @Test
  void answersTheSameBitsWhateverWaitsBeside() {
    List<JsonObject> alone =
        LongStream.range(0, FILMS).mapToObj(Films::drawn).map(server::classify).toList();
    List<CompletableFuture<Answer>> together =
        LongStream.range(0, FILMS).mapToObj(Films::drawn).map(server::predictLater).toList();

    IntStream.range(0, FILMS)
        .forEach(
            film ->
                assertEquals(
                    Predictions.exactProbabilitiesOf(alone.get(film)),
                    Predictions.exactProbabilitiesOf(
                        together.get(film).join().expect(201).object())));
  }
}
