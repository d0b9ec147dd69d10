package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthai.inference.OperatingPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationTest {
  private static final Duration TIME = Duration.ofMillis(12);

  @Test
  void confidenceIsTheLabelsProbability() {
    assertEquals(0.25, of("Viral", Map.of("Normal", 0.75, "Viral", 0.25)).confidence());
  }

  @Test
  void keepsLabelOrderAndItsOwnCopy() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("b", 0.5);
    probabilities.put("a", 0.5);

    Classification classification = of("a", probabilities);
    probabilities.clear();

    assertEquals(List.of("b", "a"), List.copyOf(classification.probabilities().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> classification.probabilities().clear());
  }

  @Test
  void refusesALabelWithoutProbability() {
    assertThrows(IllegalArgumentException.class, () -> of("Normal", Map.of("Viral", 1.0)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoProbability(double p) {
    assertThrows(IllegalArgumentException.class, () -> of("Normal", Map.of("Normal", p)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb"})
  void refusesNamesThatTheStoreWouldNotKeep(String name) {
    assertThrows(IllegalArgumentException.class, () -> of(name, Map.of(name, 1.0)));
    Map<String, Double> one = Map.of("Normal", 1.0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Classification(name, "1", "Normal", one, TIME, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Classification("m", name, "Normal", one, TIME, false));
  }

  @Test
  void refusesNamesLongerThanTheStoreKeeps() {
    String tooLong = "x".repeat(Classification.MAX_NAME_LENGTH + 1);

    assertThrows(IllegalArgumentException.class, () -> of(tooLong, Map.of(tooLong, 1.0)));
  }

  @Test
  void refusesNegativeTime() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Classification(
                "m", "1", "Normal", Map.of("Normal", 1.0), Duration.ofNanos(-1), false));
  }

  @Test
  void refusesADecisionAboutALabelItDoesNotHave() {
    Map<String, Double> one = Map.of("Normal", 1.0);
    OperatingPoint other = new OperatingPoint("screening", Map.of("Viral", 0.5));

    assertThrows(
        IllegalArgumentException.class,
        () -> new Classification("m", "1", "Normal", one, TIME, false, other));
  }

  private static Classification of(String label, Map<String, Double> probabilities) {
    return new Classification("m", "1", label, probabilities, TIME, false);
  }
}
