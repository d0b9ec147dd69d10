package org.healthai.model.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthai.TestClock;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.ServedModel;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.Shadow;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.routing.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Two versions, the higher one the default at first; the background runs when the test says so. */
class ModelAdministrationTest {
  private static final String NAME = "chest_xray";
  private static final ModelId ONE = new ModelId(NAME, "1");
  private static final ModelId TWO = new ModelId(NAME, "2");
  private static final ModelId THREE = new ModelId(NAME, "3");

  private final TestLoader setup = new TestLoader();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T02:00:00Z"));
  private final MemoryModelChoices choices = new MemoryModelChoices();
  private final Deque<Runnable> background = new ArrayDeque<>();

  @TempDir private Path root;
  private ModelRegistry registry;
  private ModelAdministration administration;

  @BeforeEach
  void start() {
    TestPackage.in(root, NAME, "1").write();
    TestPackage.in(root, NAME, "2").write();
    administration = server();
    administration.adopt();
    administration.start();
    runBackground();
  }

  @AfterEach
  void stop() {
    registry.close();
    runBackground();
    setup.close();
  }

  private ModelAdministration server() {
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), background::add);
    return new ModelAdministration(registry, choices, clock);
  }

  /** Another server on the same database. */
  private void restart() {
    registry.close();
    administration = server();
    administration.adopt();
    administration.start();
    runBackground();
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private String defaultVersion() {
    return registry.resolve(NAME, null).id().version();
  }

  private ModelState stateOf(ModelId id) {
    return registry.findStatus(id.name(), id.version()).orElseThrow().state();
  }

  private static void assertRefused(ErrorCode code, Executable call) {
    assertEquals(code, assertThrows(HealthAiException.class, call).code());
  }

  @Test
  void changesTheDefaultAndRollsBackOnce() {
    administration.setDefault(ONE);
    assertEquals("1", defaultVersion());

    administration.rollBack(NAME);

    assertEquals("2", defaultVersion());
    assertRefused(ErrorCode.CONFLICT, () -> administration.rollBack(NAME));
    assertEquals("2", defaultVersion());
  }

  @Test
  void keepsTheDefaultOverARestart() {
    administration.setDefault(ONE);

    restart();

    assertEquals("1", defaultVersion());
    administration.rollBack(NAME);
    assertEquals("2", defaultVersion());
  }

  @Test
  void keepsAVersionOutOverARestartUntilItIsLoaded() throws Exception {
    administration.unload(ONE);
    restart();
    assertEquals(ModelState.UNLOADED, stateOf(ONE));

    CompletableFuture<ModelStatus> loaded = administration.load(ONE);
    runBackground();

    assertEquals(ModelState.READY, loaded.get().state());
    assertEquals("2", defaultVersion());
    restart();
    assertEquals(ModelState.READY, stateOf(ONE));
  }

  @Test
  void refusesADefaultThatDoesNotAnswer() {
    TestPackage.in(root, NAME, "3").wrongWeights("gain 2").write();
    administration.load(THREE);
    assertRefused(ErrorCode.CONFLICT, () -> administration.setDefault(THREE));
    runBackground();

    assertRefused(ErrorCode.CONFLICT, () -> administration.setDefault(THREE));
    assertRefused(
        ErrorCode.MODEL_NOT_FOUND, () -> administration.setDefault(new ModelId(NAME, "9")));
    assertEquals("2", defaultVersion());
    assertEquals(
        List.of(), choices.list().stream().filter(c -> c.defaultVersion() != null).toList());
  }

  @Test
  void refusesToRollBackToWhatDoesNotAnswer() {
    administration.setDefault(ONE);
    administration.unload(TWO);

    assertRefused(ErrorCode.CONFLICT, () -> administration.rollBack(NAME));

    assertEquals("1", defaultVersion());
  }

  @Test
  void refusesToRollBackWhatItDoesNotKnow() {
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> administration.rollBack("moles"));
    assertRefused(ErrorCode.CONFLICT, () -> administration.rollBack(NAME));
    assertEquals(List.of(), choices.list());
  }

  @Test
  void putsTheHighestOtherVersionInPlaceOfAnUnloadedDefault() {
    administration.unload(TWO);

    assertEquals("1", defaultVersion());
    restart();
    assertEquals("1", defaultVersion());
    assertEquals(ModelState.UNLOADED, stateOf(TWO));
  }

  @Test
  void refusesToUnloadTheOnlyVersionThatAnswers() {
    administration.unload(ONE);

    assertRefused(ErrorCode.CONFLICT, () -> administration.unload(TWO));
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> administration.unload(THREE));

    assertEquals("2", defaultVersion());
  }

  @Test
  void unloadsTwiceAsOnce() {
    administration.unload(ONE);
    administration.unload(ONE);

    assertEquals(ModelState.UNLOADED, stateOf(ONE));
  }

  @Test
  void refusesToLoadWhatIsBeingLoadedOrIsNotThere() {
    administration.load(ONE);

    assertRefused(ErrorCode.CONFLICT, () -> administration.load(ONE));
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> administration.load(THREE));

    runBackground();
    administration.load(ONE);
    runBackground();
    assertEquals(ModelState.READY, stateOf(ONE));
  }

  @Test
  void changesNothingWhenTheStoreDoesNotAnswer() {
    ServedModel before = registry.resolve(NAME, null);
    choices.available(false);

    assertRefused(ErrorCode.STORE_UNAVAILABLE, () -> administration.setDefault(ONE));
    assertRefused(ErrorCode.STORE_UNAVAILABLE, () -> administration.rollBack(NAME));
    assertRefused(ErrorCode.STORE_UNAVAILABLE, () -> administration.unload(TWO));
    assertRefused(ErrorCode.STORE_UNAVAILABLE, () -> administration.load(ONE));

    assertSame(before, registry.resolve(NAME, null));
    assertFalse(registry.isLoading(ONE));
    assertTrue(background.isEmpty());
  }

  @Test
  void servesTheConfiguredDefaultUntilTheStoreAnswers() {
    administration.setDefault(ONE);
    registry.close();
    choices.available(false);
    administration = server();
    assertRefused(ErrorCode.STORE_UNAVAILABLE, administration::adopt);
    administration.start();
    runBackground();
    assertEquals("2", defaultVersion());

    assertThrows(HealthAiException.class, administration::adopt);
    assertEquals("2", defaultVersion());
    choices.available(true);
    administration.adopt();

    assertEquals("1", defaultVersion());
  }

  @Test
  void followsWhatAnotherServerChose() {
    choices.change(NAME, choice -> choice.withDefault("1", "2").withUnloaded("2"));

    administration.adopt();

    assertEquals("1", defaultVersion());
    assertEquals(ModelState.UNLOADED, stateOf(TWO));
    choices.change(NAME, choice -> choice.withLoaded("2"));
    administration.adopt();
    runBackground();
    assertEquals(ModelState.READY, stateOf(TWO));
    assertEquals("1", defaultVersion());
  }

  @Test
  void doesNotAnswerForAChosenDefaultWithAnotherVersion() {
    choices.change(NAME, choice -> choice.withDefault("7", null));

    restart();

    assertFalse(registry.isReady());
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> registry.resolve(NAME, null));
    assertEquals("2", registry.resolve(NAME, "2").id().version());
  }

  @Test
  void keepsTheRoutesOverARestartUntilADefaultIsChosen() {
    administration.setRoutes(NAME, new Routes(Map.of("1", 9, "2", 1)));
    restart();
    assertEquals(Map.of("1", 9, "2", 1), registry.findChoice(NAME).routes().weights());

    administration.setDefault(ONE);

    assertTrue(registry.findChoice(NAME).routes().isEmpty());
  }

  @Test
  void rollsBackFromRoutesToo() {
    administration.setDefault(ONE);
    administration.setRoutes(NAME, new Routes(Map.of("1", 9, "2", 1)));

    administration.rollBack(NAME);

    assertEquals("2", defaultVersion());
    assertTrue(registry.findChoice(NAME).routes().isEmpty());
  }

  @Test
  void keepsTheShadowOverARestartUntilItBecomesTheDefault() {
    administration.setShadow(ONE, 25);
    restart();
    assertEquals(new Shadow("1", 25, clock.instant()), registry.findChoice(NAME).shadow());

    administration.setDefault(ONE);

    assertNull(registry.findChoice(NAME).shadow());
  }

  @Test
  void goesOnReportingWhenOnlyTheShareChanges() {
    Instant since = clock.instant();
    administration.setShadow(ONE, 25);
    clock.advance(Duration.ofHours(1));

    administration.setShadow(ONE, 50);

    assertEquals(new Shadow("1", 50, since), registry.findChoice(NAME).shadow());
    administration.endShadow(NAME);
    administration.setShadow(ONE, 50);
    assertEquals(clock.instant(), registry.findChoice(NAME).shadow().since());
  }

  @Test
  void endsTheShadowThatARollBackMakesTheDefault() {
    administration.setDefault(ONE);
    administration.setShadow(TWO, 100);

    administration.rollBack(NAME);

    assertEquals("2", defaultVersion());
    assertNull(registry.findChoice(NAME).shadow());
  }

  @Test
  void takesNothingBackThatIsChangedWhileTheStoreAnswers() {
    administration.setDefault(TWO);
    choices.whileReading(
        () -> CompletableFuture.runAsync(() -> administration.setDefault(ONE)).join());

    administration.adopt();

    assertEquals("1", defaultVersion());
  }

  @Test
  void endsTheShadowThatTakesTheDefaultsPlace() {
    administration.setShadow(ONE, 100);

    administration.unload(TWO);

    assertEquals(Optional.of(ONE), registry.findDefault(NAME));
    assertNull(registry.findChoice(NAME).shadow());
  }

  @Test
  void refusesAShadowThatCannotBeOne() {
    assertRefused(ErrorCode.CONFLICT, () -> administration.setShadow(TWO, 50));
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> administration.setShadow(THREE, 50));
    administration.unload(ONE);
    assertRefused(ErrorCode.CONFLICT, () -> administration.setShadow(ONE, 50));
    assertRefused(ErrorCode.MODEL_NOT_FOUND, () -> administration.endShadow("moles"));

    assertNull(registry.findChoice(NAME).shadow());
  }

  @Test
  void unloadsNoVersionThatHasTraffic() {
    administration.setShadow(ONE, 50);
    assertRefused(ErrorCode.CONFLICT, () -> administration.unload(ONE));
    administration.endShadow(NAME);
    administration.setRoutes(NAME, new Routes(Map.of("1", 1)));

    assertRefused(ErrorCode.CONFLICT, () -> administration.unload(ONE));

    administration.setRoutes(NAME, Routes.NONE);
    administration.unload(ONE);
    assertEquals(ModelState.UNLOADED, stateOf(ONE));
  }

  @Test
  void leavesOtherNamesAlone() {
    administration.unload(ONE);

    assertEquals(ModelChoice.none("moles"), registry.findChoice("moles"));
  }
}
