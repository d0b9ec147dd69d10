package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's collector reads. */
class MetricsIT {
  private final ApiClient server = ApiClient.ofSharedServer();

  @ParameterizedTest
  @ValueSource(strings = {"decode", "preprocess", "queue", "infer", "store"})
  void timesEachStageOfAPrediction(String stage) {
    String label = "stage=\"" + stage + "\"";
    server.classify(Films.drawn(500));
    double before = Metrics.of(server).sum("healthai_stage_seconds_count", label);

    server.classify(Films.drawn(501));

    Metrics after = Metrics.of(server);
    assertEquals(before + 1, after.sum("healthai_stage_seconds_count", label), () -> stages(after));
    assertTrue(after.sum("healthai_stage_seconds_sum", label) > 0, () -> stages(after));
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode", "preprocess", "queue", "infer", "store"})
  void sortsEachStageIntoBuckets(String stage) {
    server.classify(Films.drawn(505));

    Metrics metrics = Metrics.of(server);

    String label = "stage=\"" + stage + "\"";
    assertEquals(
        metrics.sum("healthai_stage_seconds_count", label),
        metrics.sum("healthai_stage_seconds_bucket", label, "le=\"+Inf\""),
        () -> stages(metrics));
    assertTrue(
        metrics.sum("healthai_stage_seconds_bucket", label, "le=\"30.0\"") > 0,
        () -> stages(metrics));
  }

  @Test
  void sortsBatchesBySize() {
    server.classify(Films.drawn(506));

    Metrics metrics = Metrics.of(server);

    String model = "model=\"chest_xray\"";
    assertTrue(metrics.sum("healthai_batch_size_bucket", model, "le=\"1.0\"") > 0);
    assertEquals(
        metrics.sum("healthai_batch_size_count", model),
        metrics.sum("healthai_batch_size_bucket", model, "le=\"64.0\""),
        () -> stages(metrics));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthai_films_in_flight",
        "healthai_films_decoding",
        "healthai_films_waiting",
        "healthai_films_oldest_wait_seconds",
        "healthai_upload_disk_bytes",
        "healthai_queue_depth",
        "healthai_queue_running",
        "healthai_queue_oldest_wait_seconds"
      })
  void showsWhereFilmsAre(String gauge) {
    Metrics metrics = Metrics.of(server);

    assertTrue(metrics.has(gauge), () -> stages(metrics));
  }

  @Test
  void timesRequests() {
    server.classify(Films.drawn(502));
    double before = requestsTimed();

    server.classify(Films.drawn(503));

    assertTrue(requestsTimed() > before);
  }

  @Test
  void countsPredictionsByClass() {
    JsonObject first = server.classify(Films.drawn(504));
    String label = "class=\"" + first.getString("prediction_class") + "\"";
    double before = Metrics.of(server).sum("healthai_predictions_total", label);

    server.classify(Films.drawn(504));

    assertEquals(before + 1, Metrics.of(server).sum("healthai_predictions_total", label));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNSUPPORTED_IMAGE", "UNAUTHENTICATED", "NOT_FOUND"})
  void countsErrorsByCode(String code) {
    String label = "code=\"" + code + "\"";
    provoke(code);
    double before = Metrics.of(server).sum("healthai_errors_total", label);

    provoke(code);

    assertEquals(before + 1, Metrics.of(server).sum("healthai_errors_total", label));
  }

  @Test
  void tellsTheModelAndItsMemory() {
    Metrics metrics = Metrics.of(server);

    String model = "model=\"chest_xray\"";
    assertEquals(1, metrics.sum("healthai_model_info", model, "version=\"1\""));
    assertEquals(1, metrics.sum("healthai_model_instances", model, "version=\"1\""));
    assertTrue(metrics.sum("healthai_off_heap_bytes", model) > 10_000_000, metrics::toString);
    assertTrue(metrics.has("memory_usedHeap_bytes"), metrics::toString);
  }

  @Test
  void hasNoTagThatAClientCanMakeUp() {
    server.get("/api/v1/predictions/made-up-by-a-client");
    server.send(server.request("/").method("made-up-by-a-client", BodyPublishers.noBody()));
    server.post(ApiClient.PREDICT + "?model=made-up-by-a-client", Multipart.ofFilms(List.of()));

    assertEquals(-1, Metrics.of(server).toString().indexOf("made-up-by-a-client"));
  }

  private double requestsTimed() {
    return Metrics.of(server).sum("healthai_request_seconds_count", "/api/v1/predict\"");
  }

  private void provoke(String code) {
    Answer answer =
        switch (code) {
          case "UNSUPPORTED_IMAGE" -> server.predict("text".getBytes(StandardCharsets.US_ASCII));
          case "UNAUTHENTICATED" -> server.withoutKey().get(ApiClient.PREDICTIONS);
          default -> server.get(ApiClient.PREDICTIONS + "/987654321");
        };
    assertEquals(code, answer.object().getString("code"));
  }

  private static String stages(Metrics metrics) {
    return metrics
        .toString()
        .lines()
        .filter(line -> line.contains("healthai_"))
        .toList()
        .toString();
  }
}
