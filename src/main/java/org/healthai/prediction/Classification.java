package org.healthai.prediction;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.healthai.inference.OperatingPoint;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a model said about one film.
 *
 * @param modelName the model's name, at most {@value #MAX_NAME_LENGTH} characters
 * @param modelVersion the version that answered, at most {@value #MAX_NAME_LENGTH} characters
 * @param label the predicted class, one of the keys of {@code probabilities}
 * @param probabilities label to calibrated probability, in the model's label order
 * @param processingTime from the first byte decoded to the answer, without storing it; kept with a
 *     microsecond's precision
 * @param cached whether the model had said so before, about the same pixels, and was not asked
 *     again
 * @param operatingPoint what was decided at: its thresholds are kept with the answer, since the
 *     version's package may be gone one day; null when nobody asked for a decision
 */
public record Classification(
    String modelName,
    String modelVersion,
    String label,
    Map<String, Double> probabilities,
    Duration processingTime,
    boolean cached,
    @Nullable OperatingPoint operatingPoint) {
  /** What the store keeps of a model's name and version, and of a label. */
  public static final int MAX_NAME_LENGTH = 100;

  /** Copies the map, whose order is kept, and refuses answers that contradict themselves. */
  public Classification {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    requireName("modelName", modelName);
    requireName("modelVersion", modelVersion);
    requireName("label", label);
    if (!probabilities.containsKey(label)) {
      throw new IllegalArgumentException("label must be one of the labels with a probability");
    }
    if (!probabilities.values().stream().allMatch(p -> p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("probabilities must be between 0 and 1");
    }
    if (processingTime.isNegative()) {
      throw new IllegalArgumentException("processingTime must not be negative");
    }
    if (operatingPoint != null
        && !probabilities.keySet().containsAll(operatingPoint.thresholds().keySet())) {
      throw new IllegalArgumentException("a label with a threshold must have a probability");
    }
  }

  /** Without a decision. */
  public Classification(
      String modelName,
      String modelVersion,
      String label,
      Map<String, Double> probabilities,
      Duration processingTime,
      boolean cached) {
    this(modelName, modelVersion, label, probabilities, processingTime, cached, null);
  }

  /** The probability of {@link #label()}. */
  public double confidence() {
    Double confidence = probabilities.get(label);
    if (confidence == null) {
      throw new IllegalStateException("the label has no probability");
    }
    return confidence;
  }

  private static void requireName(String component, String value) {
    if (value.isBlank()
        || value.length() > MAX_NAME_LENGTH
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          component + " must have 1 to " + MAX_NAME_LENGTH + " characters, none of them control");
    }
  }
}
