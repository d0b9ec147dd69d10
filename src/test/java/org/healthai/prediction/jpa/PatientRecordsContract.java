package org.healthai.prediction.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.healthai.TestClock;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.PatientRecords;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.subject.SealedReference;
import org.healthai.prediction.subject.SealedSubject;
import org.healthai.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every store of patients' records must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PatientRecordsContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final String ANNE = "a".repeat(64);
  private static final String BERT = "b".repeat(64);

  private final TestClock clock = new TestClock(NOON);
  private TestStore store;
  private PredictionRepository predictions;
  private PatientRecords records;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    predictions = new JpaPredictionRepository(store.session(), clock);
    records = new JpaPatientRecords(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from predictions");
    clock.set(NOON);
  }

  @Test
  void keepsWhatIsSealed() {
    SealedSubject subject =
        new SealedSubject(
            new SealedReference(ANNE, "k1.patient"), new SealedReference(BERT, "k1.study"));

    Prediction found = predictions.find(save(subject, "k1.film").id()).orElseThrow();

    assertEquals(subject, found.subject());
    assertEquals("k1.film", found.filmKey());
  }

  @Test
  void keepsThatThereIsNothing() {
    Prediction found = predictions.find(save(SealedSubject.NONE, null).id()).orElseThrow();

    assertEquals(SealedSubject.NONE, found.subject());
    assertNull(found.filmKey());
  }

  @Test
  void findsAPatientByAnyOfItsHashes() {
    Prediction first = save(of(ANNE), null);
    save(of(BERT), null);
    save(SealedSubject.NONE, null);
    Prediction second = save(of(ANNE), null);

    assertEquals(List.of(first, second), records.listOfPatient(List.of("other", ANNE)));
    assertEquals(List.of(), records.listOfPatient(List.of("other")));
  }

  @Test
  void deletesTheseAndNoOthers() {
    Prediction first = save(of(ANNE), null);
    Prediction second = save(of(ANNE), null);
    Prediction other = save(of(BERT), null);

    assertEquals(2, records.deleteAll(List.of(first.id(), second.id())));
    assertEquals(0, records.deleteAll(List.of(first.id(), second.id())));
    assertEquals(0, records.deleteAll(List.of()));
    assertEquals(List.of(other), records.listOfPatient(List.of(ANNE, BERT)));
  }

  @Test
  void deletesMoreThanOneStatementTakes() {
    NewPrediction[] many = new NewPrediction[1201];
    Arrays.setAll(many, i -> NewPredictions.prediction("Normal", "m"));
    List<Long> ids = predictions.saveAll(List.of(many)).stream().map(Prediction::id).toList();

    assertEquals(1201, records.deleteAll(ids));
  }

  @Test
  void listsTheOldInPages() {
    Prediction first = save(SealedSubject.NONE, null);
    Prediction second = save(SealedSubject.NONE, null);
    clock.set(NOON.plusSeconds(1));
    save(SealedSubject.NONE, null);

    assertEquals(List.of(), records.listBefore(NOON, 0, 10));
    assertEquals(List.of(first), records.listBefore(NOON.plusSeconds(1), 0, 1));
    assertEquals(List.of(second), records.listBefore(NOON.plusSeconds(1), first.id(), 10));
  }

  @Test
  void aForgottenFilmKeyIsGone() {
    Prediction kept = save(of(ANNE), "k1.film");

    records.forgetFilmKeys(List.of(kept.id()));

    Prediction found = records.listOfFilms(List.of(kept.storedName())).get(0);
    assertNull(found.filmKey());
    assertEquals(kept.subject(), found.subject());
  }

  @Test
  void resealsWhatAnotherKeySealed() {
    Prediction old = save(of(ANNE), "k1.film");
    save(SealedSubject.NONE, null);
    assertEquals(List.of(), records.listNotSealedWith("k1", 10));
    assertEquals(List.of(old), records.listNotSealedWith("k2", 10));

    SealedSubject subject = new SealedSubject(new SealedReference(BERT, "k2.patient"), null);
    Prediction anew = old.resealed(subject, "k2.film");
    records.reseal(anew);

    assertEquals(List.of(), records.listNotSealedWith("k2", 10));
    assertEquals(List.of(anew), records.listOfPatient(List.of(BERT)));
  }

  @Test
  void resealingWhatIsGoneDoesNothing() {
    Prediction gone = save(of(ANNE), null);
    records.deleteAll(List.of(gone.id()));

    records.reseal(gone);

    assertEquals(List.of(), records.listOfPatient(List.of(ANNE)));
  }

  private static SealedSubject of(String patientHash) {
    return new SealedSubject(new SealedReference(patientHash, "k1.patient"), null);
  }

  private Prediction save(SealedSubject subject, @Nullable String filmKey) {
    NewPrediction plain = NewPredictions.prediction("Normal", "m");
    return predictions.save(
        new NewPrediction(
            plain.storedName(),
            plain.classification(),
            plain.film(),
            plain.requester(),
            subject,
            filmKey));
  }
}
