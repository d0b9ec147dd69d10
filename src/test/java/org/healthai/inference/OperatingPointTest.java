package org.healthai.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingPointTest {
  @Test
  void isPositiveFromTheThresholdOn() {
    OperatingPoint point = new OperatingPoint("screening", Map.of("Ill", 0.3));

    assertTrue(point.isPositive("Ill", 0.3));
    assertTrue(point.isPositive("Ill", 1));
    assertFalse(point.isPositive("Ill", Math.nextDown(0.3)));
  }

  @Test
  void decidesNothingAboutALabelWithoutAThreshold() {
    OperatingPoint point = new OperatingPoint("confirm", Map.of());

    assertThrows(IllegalArgumentException.class, () -> point.isPositive("Ill", 0.9));
  }

  @Test
  void keepsTheOrderAndItsOwnCopy() {
    Map<String, Double> thresholds = new LinkedHashMap<>(Map.of("b", 0.5));
    thresholds.put("a", 0.5);

    OperatingPoint point = new OperatingPoint("balanced", thresholds);
    thresholds.clear();

    assertEquals(List.of("b", "a"), List.copyOf(point.thresholds().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Screening", "a b", "a_b", "a;b", "123456789012345678901234567890123"})
  void refusesNamesThatNoRequestMayUse(String name) {
    assertThrows(IllegalArgumentException.class, () -> new OperatingPoint(name, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void refusesThresholdsThatDecideNothing(double threshold) {
    assertThrows(
        IllegalArgumentException.class, () -> new OperatingPoint("x", Map.of("Ill", threshold)));
  }
}
