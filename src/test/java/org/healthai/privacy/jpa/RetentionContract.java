package org.healthai.privacy.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.Prediction;
import org.healthai.privacy.Erasure;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.Patient;
import org.healthai.privacy.retention.FilmSweep;
import org.healthai.privacy.retention.NightlyStep;
import org.healthai.privacy.retention.NightlyTask;
import org.healthai.privacy.retention.ResealStep;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.privacy.retention.RetentionStep;
import org.healthai.privacy.retention.SealedHolds;
import org.healthai.privacy.retention.SealedPredictions;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.Keyring;
import org.healthai.secret.MissingKeysException;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.healthai.secret.jpa.JpaKeyRegistry;
import org.healthai.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The nightly task, whatever database the records are in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RetentionContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalTime AT = LocalTime.of(2, 30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Patient ANNE = new Patient(new Tenant("north"), "MRN-1");
  private static final Patient BERT = new Patient(new Tenant("north"), "MRN-2");
  private static final String OLD_KEY = TestKeys.key("k1", 1);
  private static final String NEW_KEY = TestKeys.key("k2", 2);

  private PrivacyFixture privacy;
  private TestStore store;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    privacy = new PrivacyFixture(store);
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from predictions");
    store.execute("delete from legal_holds");
    store.execute("delete from erasures");
    store.execute("delete from secret_keys");
    store.execute(
        "update privacy_state set finished_at_micros = 0, running_until_micros = 0, runner = ''");
    privacy.clock.set(NOON);
    privacy.films.clear();
    privacy.deletedFilms.clear();
  }

  @Test
  void deletesWhatIsTooOldAndNothingElse() {
    Prediction old = privacy.predict(ANNE, null);
    privacy.shadow(old);
    privacy.clock.advance(DAY);
    Prediction young = privacy.predict(ANNE, null);

    assertTrue(task(DAY.minusSeconds(1), null, null).runIfDue());

    assertEquals(List.of(young.id()), ids());
    assertEquals(List.of(old.storedName()), privacy.deletedFilms);
    String row = privacy.lastAuditRows(1);
    assertTrue(row.startsWith("delete prediction null cause=retention;count=1;"), row);
  }

  @Test
  void deletesMoreThanOneTransactionTakes() {
    for (int i = 0; i < 205; i++) {
      privacy.predict(i % 5 == 0 ? ANNE : BERT, null);
    }
    privacy.holds.set(ANNE, "file 7", occasion());
    privacy.clock.advance(DAY);

    assertTrue(task(Duration.ofHours(1), null, null).runIfDue());

    assertEquals(41, ids().size(), "held ones stay and do not stop it");
  }

  @Test
  void filmsGoBeforeTheirPredictions() {
    Prediction kept = privacy.predict(ANNE, null);
    store.execute("update predictions set film_key = 'k1.x' where id = " + kept.id());
    Prediction without = privacy.predict(ANNE, null);
    privacy.clock.advance(DAY);

    assertTrue(task(null, Duration.ofHours(1), null).runIfDue());

    assertEquals(List.of(kept.id(), without.id()), ids());
    assertEquals(List.of(kept.storedName()), privacy.deletedFilms);
    assertEquals(null, privacy.predictions.find(kept.id()).orElseThrow().filmKey());
  }

  @Test
  void shadowAnswersGoBeforeTheirPredictionsUnlessHeld() {
    Prediction free = privacy.predict(ANNE, null);
    Prediction held = privacy.predict(BERT, null);
    privacy.shadow(free);
    privacy.shadow(held);
    privacy.holds.set(BERT, "file 7", occasion());
    privacy.clock.advance(DAY);

    assertTrue(task(null, null, Duration.ofHours(1)).runIfDue());

    assertEquals(List.of(free.id(), held.id()), ids());
    assertEquals(1, privacy.shadows.listOf(ids()).size());
  }

  @Test
  void runsOnceADayAndCatchesUpAfterBeingDown() {
    NightlyTask task = task(null, null, null);

    assertTrue(task.runIfDue(), "never done before");
    assertFalse(task.runIfDue());
    privacy.clock.set(Instant.parse("2026-11-27T02:29:59Z"));
    assertFalse(task.runIfDue());
    privacy.clock.set(Instant.parse("2026-11-30T17:00:00Z"));
    assertTrue(task.runIfDue(), "missed");
    assertFalse(task.runIfDue(), "and not made up for more than once");
  }

  @Test
  void oneOfSeveralServersRunsIt() throws Exception {
    List<Integer> runs = new ArrayList<>();
    List<Callable<Boolean>> servers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      NightlyTask server = counting(runs);
      servers.add(server::runIfDue);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      int ran = 0;
      for (Future<Boolean> done : threads.invokeAll(servers)) {
        ran += done.get() ? 1 : 0;
      }
      assertEquals(1, ran);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, runs.size());
  }

  @Test
  void anotherServerTakesOverFromOneThatIsGone() {
    List<Integer> runs = new ArrayList<>();
    NightlyTask broken =
        new NightlyTask(
            privacy.state,
            List.of(
                lease -> {
                  throw new IllegalStateException("the process ends here");
                }),
            AT,
            privacy.clock);

    assertThrows(IllegalStateException.class, broken::runIfDue);
    assertFalse(counting(runs).runIfDue(), "it may still be at it");
    privacy.clock.advance(Duration.ofMinutes(11));
    assertTrue(counting(runs).runIfDue());
  }

  @Test
  void aServerThatWasTakenOverStops() {
    List<Integer> runs = new ArrayList<>();
    NightlyStep slow =
        lease -> {
          privacy.clock.advance(Duration.ofMinutes(11));
          assertTrue(counting(runs).runIfDue());
          lease.keep();
          throw new AssertionError("another server has it");
        };

    assertFalse(new NightlyTask(privacy.state, List.of(slow), AT, privacy.clock).runIfDue());
    assertEquals(1, runs.size());
  }

  @Test
  void aRotationSealsEverythingAnewAndLosesNothing() {
    check(OLD_KEY).adopt();
    Prediction old = privacy.predict(ANNE, "ACC-1");
    LegalHold hold = privacy.holds.set(ANNE, "file 7", occasion());
    Erasure proof = privacy.erasures.erase(BERT, occasion());
    PrivacyFixture rotated = new PrivacyFixture(store, TestKeys.ring(NEW_KEY, OLD_KEY));
    rotated.clock.set(NOON);
    assertThrows(HealthAiException.class, () -> rotated.erasures.erase(ANNE, occasion()));
    check(NEW_KEY, OLD_KEY).adopt();

    assertTrue(resealing(rotated, NEW_KEY, OLD_KEY).runIfDue());

    check(NEW_KEY).adopt();
    PrivacyFixture after = new PrivacyFixture(store, TestKeys.ring(NEW_KEY));
    assertEquals("ACC-1", after.reports.of(ANNE).entries().get(0).references().study());
    assertEquals(old.id(), after.reports.of(ANNE).entries().get(0).prediction().id());
    assertEquals("MRN-1", after.holds.referenceOf(after.holds.listOf(ANNE).get(0)));
    assertEquals(hold.id(), after.holds.listOf(ANNE).get(0).id());
    assertEquals(java.util.Optional.empty(), after.erasures.isGenuine(proof));
    assertThrows(MissingKeysException.class, () -> check(OLD_KEY).adopt());
  }

  @Test
  void aHeldPatientIsHeldAlsoHalfWayThroughARotation() {
    privacy.predict(ANNE, null);
    privacy.holds.set(ANNE, "file 7", occasion());
    Keyring keys = TestKeys.ring(NEW_KEY, OLD_KEY);
    PrivacyFixture rotated = new PrivacyFixture(store, keys);
    assertEquals(
        1,
        new SealedHolds(rotated.holdRows, rotated.holds, new Sealer(keys), rotated.state)
            .resealSome(10));
    rotated.clock.set(NOON.plus(DAY));

    assertTrue(taskOf(rotated, Duration.ofHours(1)).runIfDue());

    assertEquals(1, ids().size());
  }

  @Test
  void aServerWithoutTheKeysOfItsStoreIsRefused() {
    check(OLD_KEY).adopt();
    check(OLD_KEY).adopt();

    MissingKeysException missing =
        assertThrows(MissingKeysException.class, () -> check(NEW_KEY).adopt());
    assertTrue(missing.getMessage().contains("k1"), missing.getMessage());
    assertThrows(
        MissingKeysException.class,
        () -> check(TestKeys.key("k1", 9)).adopt(),
        "another key of the same id");
    check(NEW_KEY, OLD_KEY).adopt();
    assertEquals(Map.of("k1", 2, "k2", 2).keySet(), registry().checkValues().keySet());
  }

  @Test
  void theSweepRemovesFilmsWithoutPredictionAndOldOnes() {
    Prediction young = privacy.predict(ANNE, null);
    Prediction erased = privacy.predict(BERT, null);
    privacy.films.add(young.storedName());
    privacy.films.add(erased.storedName());
    privacy.patientRecords.deleteAll(List.of(erased.id()));
    FilmSweep sweep = sweep(Duration.ofDays(7));

    sweep.sweepIfDue();
    assertEquals(List.of(erased.storedName()), privacy.deletedFilms);
    privacy.clock.advance(Duration.ofDays(8));
    sweep.sweepIfDue();
    assertEquals(List.of(erased.storedName(), young.storedName()), privacy.deletedFilms);
    assertEquals(List.of(young.id()), ids(), "predictions are not its business");
  }

  /** A server that was started on an empty database, or on last month's. */
  @Test
  void theSweepLeavesFilmsOfAnotherDatabase() {
    Prediction known = privacy.predict(ANNE, null);
    privacy.films.add(known.storedName());
    for (int i = 0; i < 11; i++) {
      Prediction gone = privacy.predict(BERT, null);
      privacy.films.add(gone.storedName());
      privacy.patientRecords.deleteAll(List.of(gone.id()));
    }

    sweep(Duration.ofDays(7)).sweepIfDue();

    assertEquals(List.of(), privacy.deletedFilms);
  }

  private NightlyTask task(
      @Nullable Duration predictions, @Nullable Duration films, @Nullable Duration shadows) {
    RetentionSettings settings = new RetentionSettings(predictions, films, shadows, null, AT);
    return new NightlyTask(
        privacy.state,
        RetentionStep.all(
            settings,
            privacy.patientRecords,
            privacy.archive,
            privacy.traces,
            privacy.holds,
            guarded(privacy)),
        AT,
        privacy.clock);
  }

  private static NightlyTask taskOf(PrivacyFixture fixture, Duration predictions) {
    RetentionSettings settings = new RetentionSettings(predictions, null, null, null, AT);
    return new NightlyTask(
        fixture.state,
        RetentionStep.all(
            settings,
            fixture.patientRecords,
            fixture.archive,
            fixture.traces,
            fixture.holds,
            guarded(fixture)),
        AT,
        fixture.clock);
  }

  private FilmSweep sweep(Duration films) {
    return new FilmSweep(
        privacy.archive,
        privacy.patientRecords,
        privacy.holds,
        guarded(privacy),
        new RetentionSettings(null, films, null, null, AT));
  }

  private NightlyTask counting(List<Integer> runs) {
    NightlyStep step =
        lease -> {
          synchronized (runs) {
            runs.add(1);
          }
          lease.keep();
          return "";
        };
    return new NightlyTask(privacy.state, List.of(step), AT, privacy.clock);
  }

  private NightlyTask resealing(PrivacyFixture rotated, String... keys) {
    Sealer sealer = new Sealer(TestKeys.ring(keys));
    ResealStep step =
        new ResealStep(
            List.of(
                new SealedPredictions(
                    rotated.patientRecords, rotated.subjects, sealer, rotated.state),
                new SealedHolds(rotated.holdRows, rotated.holds, sealer, rotated.state)),
            check(keys));
    return new NightlyTask(rotated.state, List.of(step), AT, rotated.clock);
  }

  private KeyCheck check(String... keys) {
    return new KeyCheck(TestKeys.ring(keys), registry());
  }

  private JpaKeyRegistry registry() {
    return new JpaKeyRegistry(store.session(), Clock.systemUTC());
  }

  private static Guarded guarded(PrivacyFixture fixture) {
    return new Guarded(fixture.state, fixture.changes, fixture.clock);
  }

  private List<Long> ids() {
    return privacy.patientRecords.listBefore(NOON.plus(Duration.ofDays(99)), 0, 1000).stream()
        .map(Prediction::id)
        .toList();
  }

  private static Occasion occasion() {
    return new Occasion(
        CallerFixture.of("north", Permission.PRIVACY).asAuditActor(), "192.0.2.7", "r-1");
  }
}
