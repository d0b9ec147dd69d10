package org.healthai.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.healthai.model.packaging.ModelId;

/**
 * Which models are served.
 *
 * @param directory holds the packages, {@code <name>/<version>/}
 * @param defaultName the model that answers when a request names none; readiness depends on it
 * @param defaultVersions version a name stands for, where it is not to be the highest one
 * @param unloadGrace how long an unloaded model still takes requests that had chosen it before
 */
public record ModelSettings(
    Path directory, String defaultName, Map<String, String> defaultVersions, Duration unloadGrace) {

  /** Refuses names no package could have. */
  public ModelSettings {
    defaultVersions = Map.copyOf(defaultVersions);
    if (ModelId.find(defaultName, "1").isEmpty()) {
      throw new IllegalArgumentException("default-name is not a model name");
    }
    defaultVersions.forEach(ModelId::new);
    if (unloadGrace.isNegative()) {
      throw new IllegalArgumentException("unload-grace must not be negative");
    }
  }
}
