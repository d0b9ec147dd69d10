package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "1.2.3", "2026-11-25_b", "A", "12345678901234567890123456789012"})
  void takesVersions(String version) {
    assertTrue(ModelId.find("chest_xray", version).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".hidden",
        "-1",
        "a/b",
        "a\\b",
        "1 ",
        "é",
        "1\n",
        "1%2e",
        "123456789012345678901234567890123"
      })
  void refusesVersionsThatCouldLeadAstray(String version) {
    assertTrue(ModelId.find("chest_xray", version).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new ModelId("chest_xray", version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "Chest", "chest-xray", "a/b", "a b", "chest\n"})
  void refusesNamesThatCouldLeadAstray(String name) {
    assertTrue(ModelId.find(name, "1").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new ModelId(name, "1"));
    assertEquals(
        ErrorCode.MODEL_NOT_FOUND,
        assertThrows(HealthAiException.class, () -> ModelId.get(name, "1")).code());
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertTrue(ModelId.find("a".repeat(64), "1").isPresent());
    assertTrue(ModelId.find("a".repeat(65), "1").isEmpty());
  }

  @Test
  void ordersVersionsAsPeopleReadThem() {
    List<String> ordered = List.of("01", "1", "1.1", "1.2", "1.10", "1a", "9", "10", "a");

    List<String> sorted =
        Stream.of("10", "1", "a", "1.10", "9", "1.1", "1a", "01", "1.2")
            .map(version -> new ModelId("m", version))
            .sorted()
            .map(ModelId::version)
            .toList();

    assertEquals(ordered, sorted);
  }

  @Test
  void ordersByNameFirst() {
    assertTrue(new ModelId("a", "2").compareTo(new ModelId("b", "1")) < 0);
  }
}
