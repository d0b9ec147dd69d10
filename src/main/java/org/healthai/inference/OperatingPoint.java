package org.healthai.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Named thresholds that turn calibrated probabilities into decisions, each label against the rest.
 *
 * @param name what requests call it: 1 to {@value #MAX_NAME_LENGTH} lower-case letters, digits and
 *     hyphens
 * @param thresholds label to threshold, above 0 and below 1; a label that cannot reach what the
 *     point aims at has none, and nothing is decided about it
 */
public record OperatingPoint(String name, Map<String, Double> thresholds) {
  /** What the store keeps of a name. */
  public static final int MAX_NAME_LENGTH = 32;

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1," + MAX_NAME_LENGTH + "}");

  /** Copies the map, whose order is kept, and refuses points that decide nothing clearly. */
  public OperatingPoint {
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an operating point's name must be 1 to "
              + MAX_NAME_LENGTH
              + " lower-case letters, digits and hyphens");
    }
    if (!thresholds.values().stream().allMatch(threshold -> threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("a threshold must be above 0 and below 1");
    }
  }

  /** Whether a label with that probability is positive: from its threshold on it is. */
  public boolean isPositive(String label, double probability) {
    Double threshold = thresholds.get(label);
    if (threshold == null) {
      throw new IllegalArgumentException("the operating point has no threshold of this label");
    }
    return probability >= threshold;
  }
}
