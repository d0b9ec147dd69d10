package org.healthai.prediction.jpa;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What columns hold of labels' probabilities, or of the thresholds on them: a JSON object of label
 * to number in label order, every double exact.
 */
final class ProbabilitiesJson {
  private ProbabilitiesJson() {}

  static String write(Map<String, Double> probabilities) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    probabilities.forEach(json::add);
    return json.build().toString();
  }

  static Map<String, Double> read(String column) {
    try (JsonReader reader = Json.createReader(new StringReader(column))) {
      JsonObject json = reader.readObject();
      Map<String, Double> probabilities = new LinkedHashMap<>();
      json.forEach((label, p) -> probabilities.put(label, ((JsonNumber) p).doubleValue()));
      return probabilities;
    }
  }
}
