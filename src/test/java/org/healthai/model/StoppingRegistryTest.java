package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The background work runs when the test says so, until it is no longer taken. */
class StoppingRegistryTest {
  private static final String NAME = "chest_xray";
  private static final ModelId ONE = new ModelId(NAME, "1");
  private static final ModelId TWO = new ModelId(NAME, "2");

  private final TestLoader setup = new TestLoader();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private volatile boolean takesWork = true;

  @TempDir private Path root;
  private ModelRegistry registry;

  private void open() {
    TestPackage.in(root, NAME, "1").write();
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), this::execute);
    registry.start();
  }

  private void execute(Runnable task) {
    if (!takesWork) {
      throw new RejectedExecutionException("stopped");
    }
    background.add(task);
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @AfterEach
  void closeFreesEveryEngine() {
    registry.close();
    runBackground();
    setup.close();
    assertEquals(0, setup.engines.open.get());
  }

  private ModelState stateOf(ModelId id) {
    return registry.findStatus(NAME, id.version()).orElseThrow().state();
  }

  private ErrorCode codeOfLoad(ModelId id) {
    return assertThrows(HealthAiException.class, () -> registry.load(id)).code();
  }

  @Test
  void takesNothingAfterClosing() {
    open();
    runBackground();
    ServedModel model = registry.resolve(null, null);

    registry.close();

    assertEquals(
        ErrorCode.MODEL_NOT_READY,
        assertThrows(HealthAiException.class, () -> registry.resolve(null, null)).code());
    assertFalse(registry.isReady());
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () -> model.classify(PreparedFilm.of(new float[4]), Priority.STAT).get());
    assertEquals(ErrorCode.MODEL_NOT_READY, ((HealthAiException) failure.getCause()).code());
    assertEquals(0, setup.engines.open.get());
  }

  @Test
  void whatIsBuiltWhenTheServerStopsIsClosedAgain() {
    open();
    registry.close();
    runBackground();

    assertEquals(0, setup.engines.built.get());
    assertEquals(ModelState.UNLOADED, stateOf(ONE));
  }

  @Test
  void loadsNothingWhenItsThreadsTakeNoMoreWork() {
    open();
    runBackground();
    TestPackage.in(root, NAME, "2").write();
    takesWork = false;

    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfLoad(ONE));
    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfLoad(TWO));

    assertFalse(registry.isLoading(ONE));
    assertEquals(ModelState.READY, stateOf(ONE));
    assertEquals(ModelState.UNLOADED, stateOf(TWO));
  }

  @Test
  void loadsNothingAfterClosing() {
    open();
    registry.close();

    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfLoad(ONE));
    assertEquals(ModelState.UNLOADED, stateOf(ONE));
  }

  @Test
  void closesWhatWasBuiltWhenTheServerStopsAndItsThreadsTakeNoMoreWork() throws Exception {
    open();
    setup.engines.busy.lock();
    CompletableFuture<Void> loading = CompletableFuture.runAsync(this::runBackground);
    while (setup.engines.built.get() == 0) {
      Thread.onSpinWait();
    }
    registry.close();
    takesWork = false;

    setup.engines.busy.unlock();

    loading.get(20, TimeUnit.SECONDS);
    assertEquals(0, setup.engines.open.get());
  }
}
