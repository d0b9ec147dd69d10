package org.healthai.prediction.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;
import org.healthai.inference.OperatingPoint;
import org.healthai.prediction.BatchOutcome;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.subject.SealedSubject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictionJsonTest {
  private static final String NAME = "img_00112233445566778899aabbccddeeff.png";
  private static final String PREDICTION =
      "{\"id\":42,\"image_filename\":\"img_00112233445566778899aabbccddeeff.png\","
          + "\"model_name\":\"chest_xray\",\"model_version\":\"1\",\"prediction_class\":\"Normal\","
          + "\"confidence_score\":0.75,"
          + "\"probabilities\":{\"Normal\":0.75,\"Bacterial pneumonia\":0.25},"
          + "\"processing_time\":0.031235,\"created_at\":\"2026-11-25T10:15:30.123456Z\","
          + "\"cached\":true,\"has_patient_reference\":false,\"has_study_reference\":false}";

  private final Jsonb json = JsonbBuilder.create();

  @AfterEach
  void close() throws Exception {
    json.close();
  }

  @Test
  void predictionHasTheContractsNamesAndComesBack() {
    PredictionResponse response = PredictionResponse.of(prediction(42, 0.75));

    assertEquals(PREDICTION, json.toJson(response));
    assertEquals(response, json.fromJson(PREDICTION, PredictionResponse.class));
  }

  @Test
  void decidesInTheOrderOfTheLabelsAndOnlyAboutThoseWithAThreshold() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("b", 0.5);
    probabilities.put("a", 0.375);
    probabilities.put("c", 0.125);
    OperatingPoint point = new OperatingPoint("screening", Map.of("a", 0.4, "b", 0.5));
    Classification answer =
        new Classification("m", "1", "b", probabilities, Duration.ZERO, false, point);

    DecisionResponse decision = DecisionResponse.of(answer);

    String text = json.toJson(decision);
    assertEquals(
        "{\"operating_point\":\"screening\",\"labels\":{"
            + "\"b\":{\"threshold\":0.5,\"probability\":0.5,\"positive\":true},"
            + "\"a\":{\"threshold\":0.4,\"probability\":0.375,\"positive\":false}}}",
        text);
    assertEquals(decision, json.fromJson(text, DecisionResponse.class));
  }

  @Test
  void batchHasTheContractsNamesAndComesBack() {
    BatchOutcome outcome =
        new BatchOutcome(
            List.of(prediction(42, 0.75), prediction(43, 0.25)),
            List.of(new FileFailure(1, "a.png", ErrorCode.IMAGE_UNREADABLE, "truncated")),
            Duration.ofMillis(90));
    BatchResponse response = BatchResponse.of(outcome);

    String text = json.toJson(response);

    assertEquals(
        "{\"total_images\":3,\"successful\":2,\"failed\":1,\"total_processing_time\":0.09,"
            + "\"predictions\":["
            + PREDICTION
            + ","
            + json.toJson(PredictionResponse.of(prediction(43, 0.25)))
            + "],\"errors\":[{\"index\":1,\"filename\":\"a.png\",\"code\":\"IMAGE_UNREADABLE\","
            + "\"error\":\"truncated\"}],\"statistics\":{\"classes\":{"
            + "\"Bacterial pneumonia\":{\"count\":1,\"mean_confidence\":0.75},"
            + "\"Normal\":{\"count\":1,\"mean_confidence\":0.75}},"
            + "\"milliseconds_per_image\":30.0}}",
        text);
    assertEquals(response, json.fromJson(text, BatchResponse.class));
  }

  @Test
  void examplesAreWhatTheServerWouldSend() {
    assertSame(Examples.PREDICTION, PredictionResponse.class);
    assertSame(Examples.DECIDED, PredictionResponse.class);
    assertSame(Examples.HISTORY, PredictionResponse[].class);
    assertSame(Examples.BATCH, BatchResponse.class);
  }

  private void assertSame(String example, Class<?> type) {
    assertEquals(read(example), read(json.toJson(json.fromJson(example, type))));
  }

  private static JsonValue read(String text) {
    return Json.createReader(new StringReader(text)).readValue();
  }

  private static Prediction prediction(long id, double normal) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("Normal", normal);
    probabilities.put("Bacterial pneumonia", 1 - normal);
    return new Prediction(
        id,
        Instant.parse("2026-11-25T10:15:30.123456789Z"),
        new StoredName(NAME),
        new Classification(
            "chest_xray",
            "1",
            normal > 0.5 ? "Normal" : "Bacterial pneumonia",
            probabilities,
            Duration.ofNanos(31_234_567),
            true),
        new FilmFacts("png", 70, 80),
        new Requester(Tenant.DEFAULT, null),
        SealedSubject.NONE,
        null);
  }
}
