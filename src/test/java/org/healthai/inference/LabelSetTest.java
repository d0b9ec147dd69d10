package org.healthai.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelSetTest {

  @Test
  void keepsTheOrderOfTheOutputs() {
    LabelSet labels = new LabelSet(List.of("Viral", "Normal", "x".repeat(100)));

    assertEquals(3, labels.size());
    assertEquals("Normal", labels.get(1));
  }

  static Stream<List<String>> unusable() {
    return Stream.of(
        List.of("Normal"),
        List.of("Normal", "Normal"),
        List.of("Normal", " "),
        List.of("Normal", "x".repeat(101)),
        List.of("Normal", "Ill\n"),
        List.of("Normal", "Ill\0"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refusesLabelsNoAnswerCouldBeStoredUnder(List<String> labels) {
    assertThrows(IllegalArgumentException.class, () -> new LabelSet(labels));
  }
}
