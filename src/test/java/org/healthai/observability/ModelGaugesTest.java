package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelGaugesTest {
  private static final ModelId MODEL = new ModelId("chest_xray", "1");
  private static final String TAGS = "{model=chest_xray,version=1}";
  private static final String INFO =
      "healthai_model_info{model=chest_xray,version=1,engine=fake,backend=java}";

  private final TestLoader setup = new TestLoader();
  private final RecordedMetrics recorded = new RecordedMetrics();

  @TempDir private Path root;
  private ModelRegistry models;
  private ModelGauges gauges;

  @BeforeEach
  void load() {
    TestPackage.in(root, MODEL.name(), MODEL.version()).write();
    models =
        new ModelRegistry(
            new ModelSettings(root, MODEL.name(), Map.of(), Duration.ZERO),
            setup.loader(),
            Runnable::run);
    models.start();
    gauges = new ModelGauges(recorded.registry(), models);
  }

  @AfterEach
  void close() {
    models.close();
    setup.close();
  }

  @Test
  void showsALoadedModelOnceHoweverOftenItLooks() {
    gauges.refresh();
    gauges.refresh();

    assertEquals(1.0, recorded.read(INFO));
    assertEquals(1.0, recorded.read("healthai_model_instances" + TAGS));
    assertEquals(0.0, recorded.read("healthai_queue_depth" + TAGS));
    assertEquals(0.0, recorded.read("healthai_queue_oldest_wait_seconds" + TAGS));
  }

  @Test
  void showsWhatRunsAModelNowAfterItWasLoadedAnew() {
    gauges.refresh();
    setup.engines.runOn("other");
    models.load(MODEL);
    gauges.refresh();

    assertEquals(0.0, recorded.read(INFO));
    assertEquals(1.0, recorded.read(INFO.replace("java", "other")));
  }

  @Test
  void readsNothingOfAModelThatIsGone() {
    gauges.refresh();
    models.unload(MODEL);

    assertEquals(0.0, recorded.read(INFO));
    assertEquals(0.0, recorded.read("healthai_off_heap_bytes" + TAGS));
  }
}
