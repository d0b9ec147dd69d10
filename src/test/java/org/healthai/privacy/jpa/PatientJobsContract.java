package org.healthai.privacy.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ClaimRules;
import org.healthai.job.ItemDetails;
import org.healthai.job.ItemFailure;
import org.healthai.job.ItemRef;
import org.healthai.job.ItemSeals;
import org.healthai.job.ItemState;
import org.healthai.job.ItemTraces.Trace;
import org.healthai.job.JobCounts;
import org.healthai.job.JobState;
import org.healthai.job.NewItem;
import org.healthai.job.SealedItem;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.privacy.Erasures.Guarded;
import org.healthai.privacy.Patient;
import org.healthai.privacy.retention.NightlyTask;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.privacy.retention.RetentionStep;
import org.healthai.secret.Keyring;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What becomes of patients' films in jobs, whatever database they are in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PatientJobsContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Tenant NORTH = new Tenant("north");
  private static final Patient ANNE = new Patient(NORTH, "MRN-1");
  private static final Patient BERT = new Patient(NORTH, "MRN-2");
  private static final Patient ANOTHER_ANNE = new Patient(new Tenant("south"), "MRN-1");
  private static final ItemDetails NOTHING = new ItemDetails("", null, SubjectReferences.NONE);
  private static final String OLD_KEY = TestKeys.key("k1", 1);
  private static final String NEW_KEY = TestKeys.key("k2", 2);
  private static final int ROUNDS = 5;

  private PrivacyFixture privacy;
  private JobFilms films;
  private TestStore store;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    privacy = new PrivacyFixture(store, TestKeys.ring(OLD_KEY));
    films = privacy.jobFilms;
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from predictions");
    store.execute("delete from legal_holds");
    store.execute("delete from jobs");
    privacy.clock.set(NOON);
    films.inputs.kept.clear();
  }

  @Test
  void reportsFilmsThatAreNotAnsweredToo() {
    long job = films.job(NOON, BERT, ANNE, ANNE);
    films.job(NOON, ANOTHER_ANNE);
    long prediction = answer(job, 1, ANNE).id();

    List<Trace> told = privacy.reports.of(ANNE).jobFilms();

    assertEquals(
        List.of(
            new Trace(new ItemRef(job, 1), ItemState.DONE, "film-1.png"),
            new Trace(new ItemRef(job, 2), ItemState.WAITING, "film-2.png")),
        told);
    assertEquals(prediction, privacy.reports.of(ANNE).entries().get(0).prediction().id());
  }

  @Test
  void anErasureForgetsFilmsInEveryState() {
    long job = films.job(NOON, ANNE, ANNE, ANNE, ANNE, BERT);
    answer(job, 0, ANNE);
    claim(job, 1);
    films.items.fail(
        new ItemRef(job, 2), new ItemFailure(ErrorCode.EMPTY_FILE, "the file is empty"), NOON);

    privacy.erasures.erase(ANNE, occasion());

    for (int item = 0; item < 4; item++) {
      assertEquals(NOTHING, films.detailsOf(job, item));
      assertFalse(films.isKept(job, item));
      assertEquals(null, films.get(job, item).filmKey());
    }
    assertEquals(
        List.of(ItemState.DONE, ItemState.FAILED, ItemState.FAILED, ItemState.FAILED),
        Stream.of(0, 1, 2, 3).map(item -> films.get(job, item).state()).toList());
    assertEquals(ErrorCode.NOT_FOUND, films.get(job, 1).failure().code());
    assertEquals(ErrorCode.EMPTY_FILE, films.get(job, 2).failure().code());
    assertEquals(List.of(), privacy.reports.of(ANNE).jobFilms());
  }

  @Test
  void anErasureLeavesFilmsOfOthers() {
    long job = films.job(NOON, ANNE, BERT);
    long anothers = films.job(NOON, ANOTHER_ANNE);

    privacy.erasures.erase(ANNE, occasion());

    assertEquals("MRN-2", films.detailsOf(job, 1).subject().patient());
    assertEquals("MRN-1", films.detailsOf(anothers, 0).subject().patient());
    assertEquals(ItemState.WAITING, films.get(anothers, 0).state());
    assertTrue(films.isKept(job, 1) && films.isKept(anothers, 0));
  }

  @Test
  void aStoppedFilmIsErasedAndNoRestartBringsItBack() {
    long job = films.job(NOON, ANNE, BERT);
    films.jobs.stop(job, NOON);
    films.jobs.end(job, NOON);

    privacy.erasures.erase(ANNE, occasion());
    films.jobs.restart(job, NOON);

    assertEquals(JobState.RUNNING, films.jobs.find(job).orElseThrow().state());
    assertEquals(ItemState.FAILED, films.get(job, 0).state());
    assertEquals(ItemState.WAITING, films.get(job, 1).state());
    assertEquals(null, films.get(job, 0).filmKey());
    assertEquals(NOTHING, films.detailsOf(job, 0));
  }

  @Test
  void whatAJobHasEndedWithIsCountedAnew() {
    long job = films.job(NOON, ANNE, BERT);
    films.jobs.stop(job, NOON);
    films.jobs.end(job, NOON);

    privacy.erasures.erase(ANNE, occasion());

    assertEquals(new JobCounts(0, 0, 0, 1, 1), films.jobs.find(job).orElseThrow().counts());
  }

  @Test
  void theAuditTrailSaysHowManyFilmsOfJobsWereErased() {
    films.job(NOON, ANNE, ANNE, BERT);

    privacy.erasures.erase(ANNE, occasion());

    String row = privacy.lastAuditRows(1);
    assertTrue(row.contains("job_films=2"), row);
  }

  /** Either the answer is erased, or there is none. */
  @Test
  void anAnswerDuringAnErasureIsErasedOrUndone() {
    for (int round = 0; round < ROUNDS; round++) {
      empty();
      long job = films.job(NOON, ANNE);
      claim(job, 0);

      atOnce(() -> answer(job, 0, ANNE), () -> privacy.erasures.erase(ANNE, occasion()));

      if (films.get(job, 0).state() == ItemState.RUNNING) { // both were undone
        privacy.erasures.erase(ANNE, occasion());
      }
      assertEquals(List.of(), privacy.reports.of(ANNE).entries());
      assertEquals(NOTHING, films.detailsOf(job, 0));
    }
  }

  @Test
  void aDeletedPredictionLeavesNothingInItsJob() {
    long job = films.job(NOON, ANNE, ANNE);
    Prediction answer = answer(job, 0, ANNE);

    assertTrue(privacy.held.delete(answer.id()));

    assertEquals(NOTHING, films.detailsOf(job, 0));
    assertEquals(ItemState.DONE, films.get(job, 0).state());
    assertEquals("MRN-1", films.detailsOf(job, 1).subject().patient());
  }

  @Test
  void aPredictionThatIsTooOldLeavesNothingInItsJob() {
    long job = films.job(NOON, ANNE, ANNE);
    answer(job, 0, ANNE);
    privacy.clock.advance(Duration.ofDays(1));
    answer(job, 1, ANNE);

    assertTrue(deletingAfterAnHour().runIfDue());

    assertEquals(NOTHING, films.detailsOf(job, 0));
    assertEquals("film-1.png", films.detailsOf(job, 1).clientName());
  }

  @Test
  void afterRotationTheNewKeyAloneOpensAndFindsFilms() {
    long job = films.job(NOON, ANNE, BERT);
    Keyring both = TestKeys.ring(NEW_KEY, OLD_KEY);
    PrivacyFixture rotating = new PrivacyFixture(store, both);
    ItemSeals seals =
        new ItemSeals(rotating.jobFilms.sealed, new Sealer(both), rotating.jobFilms.sealer);

    assertEquals(1, seals.resealSome(1));
    assertEquals(1, seals.resealSome(100));
    assertEquals(0, seals.resealSome(100));

    PrivacyFixture rotated = new PrivacyFixture(store, TestKeys.ring(NEW_KEY));
    assertEquals("MRN-2", rotated.jobFilms.detailsOf(job, 1).subject().patient());
    assertEquals(1, rotated.reports.of(ANNE).jobFilms().size());
    String filmKey = rotated.jobFilms.get(job, 0).filmKey();
    assertEquals("k2", Sealer.keyId(filmKey));
  }

  @Test
  void whatWasErasedMeanwhileIsNotSealedAnew() {
    long job = films.job(NOON, ANNE);
    Keyring both = TestKeys.ring(NEW_KEY, OLD_KEY);
    PrivacyFixture rotating = new PrivacyFixture(store, both);
    JobFilms later = rotating.jobFilms;
    SealedItem read = later.sealed.listNotSealedWith("k2", 10).get(0);

    privacy.erasures.erase(ANNE, occasion());
    later.sealed.replace(read, new NewItem(0, read.sealedDetails(), "hash", read.filmKey(), null));

    assertEquals(NOTHING, films.detailsOf(job, 0));
    assertEquals(null, films.get(job, 0).filmKey());
  }

  private void claim(long job, int item) {
    films.items.claim(new ItemRef(job, item), new ClaimRules(3, false), NOON);
  }

  /** As a worker does it. */
  private Prediction answer(long job, int item, Patient patient) {
    return store
        .session()
        .call(
            entityManager -> {
              Prediction stored = privacy.predict(patient, null);
              if (!films.items.finish(new ItemRef(job, item), stored.id(), NOON)) {
                throw new IllegalStateException("it is not open");
              }
              return stored;
            });
  }

  private NightlyTask deletingAfterAnHour() {
    store.execute(
        "update privacy_state set finished_at_micros = 0, running_until_micros = 0, runner = ''");
    LocalTime at = LocalTime.of(2, 30);
    return new NightlyTask(
        privacy.state,
        RetentionStep.all(
            new RetentionSettings(Duration.ofHours(1), null, null, null, at),
            privacy.patientRecords,
            privacy.archive,
            privacy.traces,
            privacy.holds,
            new Guarded(privacy.state, privacy.changes, privacy.clock)),
        at,
        privacy.clock);
  }

  /** One of both may be undone. */
  private static void atOnce(Runnable one, Runnable other) {
    CyclicBarrier start = new CyclicBarrier(2);
    CompletableFuture<?> first = CompletableFuture.runAsync(() -> afterBoth(start, one));
    CompletableFuture<?> second = CompletableFuture.runAsync(() -> afterBoth(start, other));
    CompletableFuture.allOf(first, second).join();
  }

  private static void afterBoth(CyclicBarrier start, Runnable work) {
    try {
      start.await();
      work.run();
    } catch (HealthAiException | IllegalStateException undone) {
      // the other one was faster, or one of two was a deadlock's victim
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Occasion occasion() {
    return new Occasion(
        CallerFixture.of("north", Permission.PRIVACY).asAuditActor(), "192.0.2.7", "r-1");
  }
}
