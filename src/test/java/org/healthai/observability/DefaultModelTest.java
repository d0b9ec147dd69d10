package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.ModelState;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultModelTest {
  private static final String NAME = "chest_xray";

  private final TestLoader setup = new TestLoader();

  @TempDir private Path root;

  @AfterEach
  void stop() {
    setup.close();
  }

  @Test
  void isTheVersionThatAnswers() {
    TestPackage.in(root, NAME, "1").write();
    DefaultModel model = lookAfterStart(Map.of());

    assertTrue(model.ready());
    assertEquals(Optional.of(new ModelId(NAME, "1")), model.id());
    assertTrue(model.engine().isPresent());
  }

  @Test
  void isRefusedWhenItsOnlyPackageIs() {
    TestPackage broken = TestPackage.in(root, NAME, "1");
    broken.write();
    broken.writeFile("model.json", "{}");
    DefaultModel model = lookAfterStart(Map.of());

    assertEquals(ModelState.REFUSED, model.state());
    assertEquals(Optional.of(new ModelId(NAME, "1")), model.id());
  }

  @Test
  void isNotSaidToLoadWhenThereIsNoPackage() {
    assertEquals(ModelState.UNLOADED, lookAfterStart(Map.of()).state());
    assertEquals(ModelState.UNLOADED, lookAfterStart(Map.of(NAME, "9")).state());
  }

  private DefaultModel lookAfterStart(Map<String, String> defaultVersions) {
    ModelSettings settings = new ModelSettings(root, NAME, defaultVersions, Duration.ZERO);
    try (ModelRegistry registry = new ModelRegistry(settings, setup.loader(), Runnable::run)) {
      registry.start();
      return DefaultModel.of(registry, NAME);
    }
  }
}
