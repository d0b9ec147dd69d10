package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSettingsTest {
  private static final Path DIRECTORY = Path.of("models");

  @Test
  void takesNamesThatPackagesCanHave() {
    ModelSettings settings =
        new ModelSettings(DIRECTORY, "chest_xray", Map.of("chest_xray", "1.2"), Duration.ZERO);

    assertEquals("chest_xray", settings.defaultName());
  }

  @Test
  void refusesNamesThatNoPackageCanHave() {
    refuses("Chest X-ray", Map.of(), Duration.ZERO);
    refuses("../chest_xray", Map.of(), Duration.ZERO);
    refuses("chest_xray", Map.of("chest_xray", "../1"), Duration.ZERO);
    refuses("chest_xray", Map.of("", "1"), Duration.ZERO);
  }

  @Test
  void refusesANegativeGrace() {
    refuses("chest_xray", Map.of(), Duration.ofSeconds(-1));
  }

  private static void refuses(String name, Map<String, String> versions, Duration grace) {
    assertThrows(
        IllegalArgumentException.class, () -> new ModelSettings(DIRECTORY, name, versions, grace));
  }
}
