package org.healthai.privacy.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.Prediction;
import org.healthai.privacy.Erasure;
import org.healthai.privacy.Erasure.Counts;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.Patient;
import org.healthai.privacy.PatientReport;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Patients' rights, whatever database the records are in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PrivacyContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Tenant NORTH = new Tenant("north");
  private static final Tenant SOUTH = new Tenant("south");
  private static final Patient ANNE = new Patient(NORTH, "MRN-1");
  private static final Caller OFFICER = CallerFixture.of("north", Permission.PRIVACY);

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
    privacy.clock.set(NOON);
    privacy.films.clear();
    privacy.deletedFilms.clear();
  }

  @Test
  void reportsEverythingOfOnePatient() {
    Prediction first = privacy.predict(ANNE, "ACC-1");
    privacy.shadow(first);
    privacy.predict(new Patient(NORTH, "MRN-2"), "ACC-2");
    privacy.predict(new Patient(SOUTH, "MRN-1"), "ACC-1");
    Prediction second = privacy.predict(ANNE, null);
    LegalHold hold = privacy.holds.set(ANNE, "file 7", occasion());

    PatientReport report = privacy.reports.of(ANNE);

    assertEquals(
        List.of(first.id(), second.id()),
        report.entries().stream().map(entry -> entry.prediction().id()).toList());
    assertEquals("ACC-1", report.entries().get(0).references().study());
    assertTrue(report.entries().get(0).shadowOrNull() != null);
    assertEquals(List.of(hold), report.holds());
  }

  @Test
  void aPatientNobodyKnowsHasAnEmptyReportAndAnEmptyProof() {
    Patient unknown = new Patient(NORTH, "nobody");

    assertEquals(List.of(), privacy.reports.of(unknown).entries());
    assertEquals(new Counts(0, 0, 0), privacy.erasures.erase(unknown, occasion()).counts());
  }

  @Test
  void erasesOnePatientInOneTenantAndProvesIt() {
    Prediction first = privacy.predict(ANNE, "ACC-1");
    privacy.shadow(first);
    Prediction second = privacy.predict(ANNE, null);
    Prediction others = privacy.predict(new Patient(SOUTH, "MRN-1"), null);
    privacy.films.add(first.storedName());

    Erasure proof = privacy.erasures.erase(ANNE, occasion());

    assertEquals(new Counts(2, 1, 1), proof.counts());
    assertEquals(proof, privacy.erasures.get(OFFICER, proof.id()));
    assertEquals(Optional.of(true), privacy.erasures.isGenuine(proof));
    assertEquals(List.of(first.storedName(), second.storedName()), privacy.deletedFilms);
    assertEquals(List.of(), privacy.reports.of(ANNE).entries());
    assertTrue(privacy.predictions.find(others.id()).isPresent());
    assertEquals(List.of(), privacy.shadows.listOf(List.of(first.id())));
  }

  @Test
  void aProofHoldsNothingOfThePatientAndAChangedOneIsNoticed() {
    Prediction gone = privacy.predict(ANNE, "ACC-1");
    Erasure proof = privacy.erasures.erase(ANNE, occasion());

    assertFalse(proof.toString().contains("MRN-1"));
    assertFalse(proof.toString().contains(gone.subject().patient().hash()));
    store.execute("update erasures set predictions = 0 where id = " + proof.id());
    assertEquals(
        Optional.of(false), privacy.erasures.isGenuine(privacy.erasures.get(OFFICER, proof.id())));
  }

  @Test
  void theAuditTrailHasEveryErasedRecordAndNoReference() {
    Prediction gone = privacy.predict(ANNE, "ACC-1");
    Erasure proof = privacy.erasures.erase(ANNE, occasion());

    String rows = privacy.lastAuditRows(2);
    assertTrue(rows.contains("delete prediction " + gone.id()), rows);
    assertTrue(rows.contains("erase erasure " + proof.id()), rows);
    assertFalse(rows.contains("MRN-1"), rows);
  }

  @Test
  void repeatedItErasesNothingMore() {
    privacy.predict(ANNE, null);

    assertEquals(1, privacy.erasures.erase(ANNE, occasion()).counts().predictions());
    assertEquals(0, privacy.erasures.erase(ANNE, occasion()).counts().predictions());
  }

  @Test
  void aFilmThatCannotBeRemovedKeepsEverything() {
    privacy.predict(ANNE, null);
    privacy.failFilms(true);

    assertThrows(HealthAiException.class, () -> privacy.erasures.erase(ANNE, occasion()));

    privacy.failFilms(false);
    assertEquals(1, privacy.reports.of(ANNE).entries().size());
    assertEquals(1, privacy.erasures.erase(ANNE, occasion()).counts().predictions());
  }

  @Test
  void aHoldKeepsRecordsUntilTheLastOneIsLifted() {
    Prediction held = privacy.predict(ANNE, null);
    LegalHold first = privacy.holds.set(ANNE, "file 7", occasion());
    LegalHold second = privacy.holds.set(ANNE, "file 8", occasion());

    privacy.holds.lift(OFFICER, first.id(), occasion());
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> privacy.erasures.erase(ANNE, occasion()));
    assertEquals(ErrorCode.CONFLICT, refusal.code());
    assertEquals(
        "legal hold %d keeps the patient's records; lift it first".formatted(second.id()),
        refusal.detail());
    assertEquals(
        ErrorCode.CONFLICT,
        assertThrows(HealthAiException.class, () -> privacy.held.delete(held.id())).code());

    LegalHold lifted = privacy.holds.lift(OFFICER, second.id(), occasion());
    assertEquals(lifted, privacy.holds.lift(OFFICER, second.id(), occasion()));
    assertTrue(privacy.held.delete(held.id()));
  }

  @Test
  void aHoldIsOfOneTenant() {
    privacy.holds.set(new Patient(SOUTH, "MRN-1"), "file 7", occasion());
    Prediction free = privacy.predict(ANNE, null);

    assertTrue(privacy.held.delete(free.id()));
    assertEquals(List.of(), privacy.holds.list(OFFICER));
    assertEquals("MRN-1", privacy.holds.referenceOf(privacy.holds.list(administrator()).get(0)));
  }

  @Test
  void anothersHoldsAndProofsAreAsUnknownAsNone() {
    long hold = privacy.holds.set(ANNE, "file 7", occasion()).id();
    long proof = privacy.erasures.erase(new Patient(NORTH, "MRN-2"), occasion()).id();
    Caller south = CallerFixture.of("south", Permission.PRIVACY);

    assertThrows(HealthAiException.class, () -> privacy.holds.get(south, hold));
    assertThrows(HealthAiException.class, () -> privacy.holds.lift(south, hold, occasion()));
    assertThrows(HealthAiException.class, () -> privacy.erasures.get(south, proof));
    assertTrue(privacy.holds.get(OFFICER, hold).isActive());
  }

  /** What is predicted meanwhile is erased with it, or stays whole for the next erasure. */
  @Test
  void erasingWhilePredictingLosesAndLeavesNothing() throws Exception {
    int films = 40;
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < films; i++) {
      work.add(() -> 0 * privacy.predict(ANNE, "ACC-1").id());
      if (i % 8 == 0) {
        work.add(() -> privacy.erasures.erase(ANNE, occasion()).counts().predictions());
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      long erased = 0;
      for (Future<Long> done : threads.invokeAll(work)) {
        erased += done.get();
      }

      assertEquals(films, erased + privacy.erasures.erase(ANNE, occasion()).counts().predictions());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(List.of(), privacy.reports.of(ANNE).entries());
  }

  @Test
  void aHoldSetDuringAnErasureWaitsForItsEnd() throws Exception {
    privacy.predict(ANNE, null);
    CountDownLatch deleting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    privacy.whileDeletingFilms(
        () -> {
          deleting.countDown();
          await(goOn);
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Erasure> erasure = threads.submit(() -> privacy.erasures.erase(ANNE, occasion()));
      await(deleting);
      Future<LegalHold> hold = threads.submit(() -> privacy.holds.set(ANNE, "file", occasion()));
      assertFalse(hold.isDone());
      goOn.countDown();

      assertEquals(1, erasure.get().counts().predictions());
      assertTrue(hold.get().isActive());
    } finally {
      goOn.countDown();
      privacy.whileDeletingFilms(() -> {});
      threads.shutdownNow();
    }
    assertThrows(HealthAiException.class, () -> privacy.erasures.erase(ANNE, occasion()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Caller administrator() {
    return CallerFixture.administrator();
  }

  private static Occasion occasion() {
    return new Occasion(OFFICER.asAuditActor(), "192.0.2.7", "r-1");
  }
}
