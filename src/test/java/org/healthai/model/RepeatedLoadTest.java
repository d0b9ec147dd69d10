package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine holds natively is measured by {@code NativeMemoryTest}; here, engines. */
class RepeatedLoadTest {
  private static final ModelId ID = new ModelId("chest_xray", "1");
  private static final int TIMES = 100;

  private final TestLoader setup = new TestLoader();

  @TempDir private Path root;
  private ModelRegistry registry;

  private void start() {
    start(Duration.ZERO);
  }

  private void start(Duration grace) {
    ModelSettings settings = new ModelSettings(root, ID.name(), Map.of(), grace);
    registry = new ModelRegistry(settings, setup.loader(), Runnable::run);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
    setup.close();
    assertEquals(0, setup.engines.open.get());
  }

  @Test
  void hundredLoadsAndUnloadsLeaveNoEngineOpen() throws Exception {
    TestPackage.in(root, ID.name(), ID.version()).write();
    start();

    for (int i = 0; i < TIMES; i++) {
      ServedModel old = registry.resolve(null, null);
      registry.unload(ID);
      old.ended().get(20, TimeUnit.SECONDS);
      assertEquals(0, setup.engines.open.get());
      assertEquals(ModelState.READY, registry.load(ID).get().state());
    }

    assertEquals(TIMES + 1, setup.engines.built.get());
    assertEquals(1, setup.engines.open.get());
  }

  @Test
  void quickTurnsPileUpNoEnginesInTheirGrace() throws Exception {
    TestPackage.in(root, ID.name(), ID.version()).write();
    start(Duration.ofHours(1));

    for (int i = 0; i < TIMES; i++) {
      registry.unload(ID);
      registry.load(ID).get();
      registry.load(ID).get();
      assertEquals(2, setup.engines.open.get(), "one that serves and one in its grace");
    }
  }

  @Test
  void hundredReloadsLeaveOneEngineOpen() throws Exception {
    TestPackage.in(root, ID.name(), ID.version()).write();
    start();

    for (int i = 0; i < TIMES; i++) {
      ServedModel old = registry.resolve(null, null);
      registry.load(ID).get();
      old.ended().get(20, TimeUnit.SECONDS);
    }

    assertEquals(1, setup.engines.open.get());
  }

  @Test
  void hundredRefusedPackagesLeaveNothingOpen() throws Exception {
    TestPackage.in(root, ID.name(), ID.version()).wrongWeights("gain 2").write();
    start();

    for (int i = 0; i < TIMES; i++) {
      assertEquals(ModelState.REFUSED, registry.load(ID).get().state());
    }

    assertEquals(0, setup.engines.open.get());
  }
}
