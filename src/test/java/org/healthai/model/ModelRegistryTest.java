package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.packaging.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The background work runs when the test says so. */
class ModelRegistryTest {
  private static final String NAME = "chest_xray";
  private static final ModelId ONE = new ModelId(NAME, "1");
  private static final ModelId TWO = new ModelId(NAME, "2");

  private final TestLoader setup = new TestLoader();
  private final Deque<Runnable> background = new ArrayDeque<>();

  @TempDir private Path root;
  private ModelRegistry registry;

  private ModelRegistry open() {
    return open(Duration.ZERO);
  }

  private ModelRegistry open(Duration grace) {
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), grace);
    registry = new ModelRegistry(settings, setup.loader(), background::add);
    registry.start();
    return registry;
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

  private TestPackage version(String version) {
    return TestPackage.in(root, NAME, version);
  }

  private ErrorCode codeOfResolve(String name, String version) {
    return assertThrows(HealthAiException.class, () -> registry.resolve(name, version)).code();
  }

  private ModelState stateOf(String version) {
    return registry.findStatus(NAME, version).orElseThrow().state();
  }

  private static void await(CompletableFuture<?> future) throws Exception {
    future.get(20, TimeUnit.SECONDS);
  }

  private static ErrorCode codeOfAnswer(ServedModel model) {
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () -> model.classify(PreparedFilm.of(new float[4]), Priority.STAT).get());
    return ((HealthAiException) failure.getCause()).code();
  }

  private static String classOf(ServedModel model) throws Exception {
    return model
        .classify(PreparedFilm.of(new float[] {9, 1, 7, 3}), Priority.ROUTINE)
        .get()
        .predictedLabel();
  }

  @Test
  void isNotReadyBeforeTheDefaultModelIsLoaded() {
    version("1").write();
    open();

    assertFalse(registry.isReady());
    assertEquals(ModelState.LOADING, stateOf("1"));
    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfResolve(null, null));
    runBackground();

    assertTrue(registry.isReady());
    assertEquals(ModelState.READY, stateOf("1"));
  }

  @Test
  void servesTheHighestVersionByDefault() {
    version("9").write();
    version("10").write();
    open();
    runBackground();

    assertEquals("10", registry.resolve(null, null).id().version());
    assertEquals("9", registry.resolve(NAME, "9").id().version());
    assertEquals(Optional.of(new ModelId(NAME, "10")), registry.findDefault(NAME));
  }

  @Test
  void servesSeveralNamesAndTypes() throws Exception {
    version("1").write();
    TestPackage.in(root, "moles", "1").shaped("skin_lesion", "rgb", 3, "a", "b", "c").write();
    open();
    runBackground();

    assertEquals("Normal", classOf(registry.resolve(NAME, null)));
    assertEquals(3, registry.resolve("moles", null).manifest().labels().size());
    assertEquals(2, registry.listStatuses().size());
  }

  @Test
  void aRefusedPackageLeavesTheOthersAlone() {
    version("1").write();
    version("2").wrongWeights("gain 3").write();
    open();
    runBackground();

    ModelStatus refused = registry.findStatus(NAME, "2").orElseThrow();

    assertEquals(ModelState.REFUSED, refused.state());
    assertTrue(refused.reason().orElseThrow().startsWith("golden case film-1 differs"));
    assertEquals("1", registry.resolve(null, null).id().version());
    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfResolve(NAME, "2"));
    assertTrue(registry.isReady());
  }

  @Test
  void isNotReadyWhenTheOnlyPackageIsRefused() {
    version("1").wrongWeights("gain 1 nan").write();
    open();
    runBackground();

    assertFalse(registry.isReady());
    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfResolve(null, null));
  }

  @Test
  void startsWithoutAnyPackage() {
    open();
    runBackground();

    assertFalse(registry.isReady());
    assertEquals(List.of(), registry.listStatuses());
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOfResolve(null, null));
  }

  @Test
  void knowsNoImpossibleNames() {
    open();

    assertEquals(Optional.empty(), registry.findStatus("../etc", "passwd"));
    assertEquals(Optional.empty(), registry.findStatus(NAME, ".."));
  }

  @Test
  void loadingAHigherVersionSwitchesNothingByItself() throws Exception {
    version("1").write();
    open();
    runBackground();
    version("2").write();

    CompletableFuture<ModelStatus> loaded = registry.load(TWO);
    runBackground();

    assertEquals(ModelState.READY, loaded.get().state());
    assertEquals("1", registry.resolve(null, null).id().version());
    registry.choose(ModelChoice.none(NAME).withDefault("2", "1"));
    assertEquals("2", registry.resolve(null, null).id().version());
    registry.choose(registry.findChoice(NAME).rolledBack());
    assertEquals("1", registry.resolve(null, null).id().version());
  }

  @Test
  void loadsTheChosenVersionFirstAndLeavesOutWhatIsUnwanted() {
    version("1").write();
    version("2").write();
    version("3").write();
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), background::add);
    registry.choose(ModelChoice.none(NAME).withDefault("1", null).withUnloaded("3"));

    registry.start();

    assertEquals(ModelState.UNLOADED, stateOf("3"));
    runBackground();
    assertEquals(List.of("1", "2"), setup.engines.builtVersions);
    assertEquals("1", registry.resolve(null, null).id().version());
    assertEquals(ModelState.UNLOADED, stateOf("3"));
  }

  @Test
  void aReloadTakesOverAndTheOldInstanceIsClosed() throws Exception {
    version("1").write();
    open();
    runBackground();
    ServedModel before = registry.resolve(null, null);

    CompletableFuture<ModelStatus> loaded = registry.load(ONE);
    assertSame(before, registry.resolve(null, null));
    runBackground();

    ServedModel after = registry.resolve(null, null);
    assertNotSame(before, after);
    assertSame(after, loaded.get().served().orElseThrow());
    await(before.ended());
    assertEquals(1, setup.engines.open.get());
    assertEquals("Normal", classOf(after));
  }

  @Test
  void aBrokenReloadLeavesTheRunningInstanceAsItIs() throws Exception {
    TestPackage files = version("1");
    files.write();
    open();
    runBackground();
    ServedModel running = registry.resolve(null, null);
    files.writeFile("model.h5", "gain 7");

    CompletableFuture<ModelStatus> loaded = registry.load(ONE);
    runBackground();

    assertEquals(ModelState.REFUSED, loaded.get().state());
    assertEquals(ModelState.READY, stateOf("1"));
    assertSame(running, registry.resolve(null, null));
    assertEquals("Normal", classOf(running));
  }

  @Test
  void aVersionDoesNotChangeItsContentWhileItRuns() throws Exception {
    version("1").write();
    open();
    runBackground();
    ServedModel running = registry.resolve(null, null);
    version("1").weights("gain 2").write();

    CompletableFuture<ModelStatus> loaded = registry.load(ONE);
    runBackground();

    assertTrue(loaded.get().reason().orElseThrow().contains("new version"));
    assertSame(running, registry.resolve(null, null));
    assertEquals(1, setup.engines.open.get());
  }

  @Test
  void anUnloadedVersionTakesNothingAndGivesItsMemoryBack() throws Exception {
    version("1").write();
    open();
    runBackground();
    ServedModel old = registry.resolve(null, null);

    registry.unload(ONE);

    assertEquals(ModelState.UNLOADED, stateOf("1"));
    assertEquals(ErrorCode.MODEL_NOT_READY, codeOfResolve(NAME, "1"));
    assertFalse(registry.isReady());
    runBackground();
    await(old.ended());
    assertEquals(0, setup.engines.open.get());
  }

  @Test
  void whoChoseAModelBeforeItWasUnloadedIsStillAnswered() throws Exception {
    version("1").write();
    version("2").write();
    open(Duration.ofHours(1));
    runBackground();
    ServedModel chosen = registry.resolve(NAME, "1");

    registry.unload(ONE);
    registry.unload(TWO);

    assertEquals("Normal", classOf(chosen));
  }

  @Test
  void anUnloadedVersionCanBeLoadedAgainEvenWithAnotherContent() throws Exception {
    version("1").write();
    open();
    runBackground();
    registry.unload(ONE);
    version("1").weights("gain 2").write();

    CompletableFuture<ModelStatus> loaded = registry.load(ONE);
    runBackground();

    assertEquals(ModelState.READY, loaded.get().state());
    assertEquals("gain 2", registry.resolve(null, null).engine().detail());
  }

  @Test
  void unloadingAbandonsALoadThatIsUnderWay() throws Exception {
    version("1").write();
    open();
    registry.unload(ONE);
    runBackground();

    assertEquals(ModelState.UNLOADED, stateOf("1"));
    assertEquals(0, setup.engines.built.get());
  }

  @Test
  void theLastOfTwoLoadsCounts() throws Exception {
    version("1").write();
    open();
    runBackground();

    CompletableFuture<ModelStatus> first = registry.load(ONE);
    CompletableFuture<ModelStatus> second = registry.load(ONE);
    runBackground();

    assertEquals(ModelState.UNLOADED, first.get().state());
    assertSame(registry.resolve(null, null), second.get().served().orElseThrow());
  }

  @Test
  void knowsOnlyPackagesThatAreThere() {
    open();

    assertEquals(
        ErrorCode.MODEL_NOT_FOUND,
        assertThrows(HealthAiException.class, () -> registry.load(ONE)).code());
    assertEquals(
        ErrorCode.MODEL_NOT_FOUND,
        assertThrows(HealthAiException.class, () -> registry.unload(ONE)).code());
  }

  @Test
  void saysSoWhenAnEngineDiedForGood() throws Exception {
    TestPackage files = version("1");
    files.write();
    open();
    runBackground();
    ServedModel model = registry.resolve(null, null);
    files.writeFile("model.h5", "gain 7");

    setup.engines.dieNext.set(true);
    assertEquals(ErrorCode.INTERNAL_ERROR, codeOfAnswer(model));
    await(model.ended());
    setup.close();
    assertTrue(setup.awaitIdle());

    assertEquals(ModelState.REFUSED, stateOf("1"));
    assertFalse(registry.isReady());
  }
}
