package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every prediction must be (API contract). */
final class Predictions {
  /** The labels of the shipped model, in its output order. */
  static final List<String> LABELS = List.of("Normal", "Bacterial pneumonia", "Viral pneumonia");

  /** The version that answers when a request names none. */
  static final String VERSION = "2";

  /** The shipped version that has weights for every engine. */
  static final String VERSION_FOR_EVERY_ENGINE = "1";

  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final double SUM_TOLERANCE = 1e-6;

  private Predictions() {}

  /** Fails unless every field of the contract is there with its type and they agree. */
  static void assertComplete(JsonObject prediction) {
    assertComplete(prediction, VERSION);
  }

  /** The same for an answer of another version. */
  static void assertComplete(JsonObject prediction, String version) {
    Map<String, Double> probabilities = probabilitiesOf(prediction);
    String predicted = prediction.getString("prediction_class");
    assertAll(
        prediction.toString(),
        () -> assertTrue(idOf(prediction) > 0),
        () -> assertTrue(prediction.getString("image_filename").matches("img_[0-9a-f]{32}\\.\\w+")),
        () -> assertEquals("chest_xray", prediction.getString("model_name")),
        () -> assertEquals(version, prediction.getString("model_version")),
        () -> assertEquals(LABELS, List.copyOf(prediction.getJsonObject("probabilities").keySet())),
        () -> assertEquals(1, sum(probabilities), SUM_TOLERANCE),
        () -> assertEquals(highest(probabilities), predicted),
        () -> assertEquals(probabilities.get(predicted), number(prediction, "confidence_score")),
        () -> assertTrue(number(prediction, "processing_time") > 0),
        () -> assertRecent(prediction.getString("created_at")));
  }

  static long idOf(JsonObject prediction) {
    return prediction.getJsonNumber("id").longValueExact();
  }

  /**
   * The probabilities with every digit the server sent, for comparisons bit for bit: JSON of equal
   * doubles is equal.
   */
  static JsonObject exactProbabilitiesOf(JsonObject prediction) {
    return prediction.getJsonObject("probabilities");
  }

  static Map<String, Double> probabilitiesOf(JsonObject prediction) {
    Map<String, Double> result = new TreeMap<>();
    prediction
        .getJsonObject("probabilities")
        .forEach((label, p) -> result.put(label, ((JsonNumber) p).doubleValue()));
    return result;
  }

  /** The largest difference between two answers in one label's probability. */
  static double maxDifference(JsonObject one, JsonObject other) {
    Map<String, Double> others = probabilitiesOf(other);
    return probabilitiesOf(one).entrySet().stream()
        .mapToDouble(entry -> Math.abs(entry.getValue() - others.get(entry.getKey())))
        .max()
        .orElseThrow();
  }

  static double number(JsonObject object, String name) {
    return object.getJsonNumber(name).doubleValue();
  }

  private static void assertRecent(String time) {
    assertTrue(time.endsWith("Z"), "created_at is UTC: " + time);
    Duration age = Duration.between(Instant.parse(time), Instant.now()).abs();
    assertTrue(age.compareTo(CLOCK_TOLERANCE) < 0, "created_at is now: " + time);
  }

  private static String highest(Map<String, Double> probabilities) {
    return probabilities.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private static double sum(Map<String, Double> probabilities) {
    return probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
