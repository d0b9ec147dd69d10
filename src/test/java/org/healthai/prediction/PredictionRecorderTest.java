package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class PredictionRecorderTest {
  private final MemoryPredictions predictions = new MemoryPredictions();
  private final MemoryFilms films = new MemoryFilms();
  private final MemoryTrail trail = new MemoryTrail();
  private final Occasion occasion = AuditEvents.occasion("r-1");
  private final PredictionRecorder recorder =
      new PredictionRecorder(predictions, films, trail.changesOf(predictions));

  @Test
  void storesPredictionsWithTheirFilmsInOrder() {
    PredictionRecord first = record();
    PredictionRecord second = record();

    List<Prediction> saved = saveAll(first, second);

    List<StoredName> names = List.of(name(first), name(second));
    assertEquals(names, saved.stream().map(Prediction::storedName).toList());
    assertEquals(names, List.copyOf(films.kept()));
  }

  @Test
  void storesOne() {
    PredictionRecord record = record();

    assertEquals(name(record), save(record).storedName());
  }

  @Test
  void keepsNoFilmWhenTheDatabaseIsAway() {
    predictions.available(false);

    assertThrows(HealthAiException.class, () -> saveAll(record(), record()));

    assertEquals(Set.of(), films.kept());
  }

  @Test
  void storesNothingWhenTheDiskIsFullHalfWay() {
    films.places(1);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> saveAll(record(), record()));

    assertEquals("the disk is full", failure.detail());
    assertEquals(Set.of(), films.kept());
    assertEquals(0, predictions.count(PredictionFilter.ALL));
  }

  @Test
  void firstFailureIsReportedWhenTidyingUpFailsToo() {
    predictions.available(false);
    films.deletable(false);

    HealthAiException failure = assertThrows(HealthAiException.class, () -> save(record()));

    assertEquals("the database does not answer", failure.detail());
    assertEquals("the disk is read-only", failure.getSuppressed()[0].getMessage());
  }

  @Test
  void deletesThePredictionAndItsFilm() {
    Prediction saved = save(record());

    assertTrue(recorder.delete(saved, occasion));

    assertEquals(Set.of(), films.kept());
    assertEquals(0, predictions.count(PredictionFilter.ALL));
    assertFalse(recorder.delete(saved, occasion));
  }

  @Test
  void predictionStaysUntilItsFilmIsGone() {
    Prediction saved = save(record());
    films.deletable(false);

    assertThrows(HealthAiException.class, () -> recorder.delete(saved, occasion));
    assertTrue(predictions.find(saved.id()).isPresent());

    films.deletable(true);
    assertTrue(recorder.delete(saved, occasion));
  }

  @Test
  void deletionThatFailedHalfWayCanBeRepeated() {
    Prediction saved = save(record());
    predictions.available(false);

    assertThrows(HealthAiException.class, () -> recorder.delete(saved, occasion));
    assertEquals(Set.of(saved.storedName()), films.kept());

    predictions.available(true);
    assertTrue(recorder.delete(saved, occasion));
  }

  @Test
  void tellsTheTrailWhatWasStoredAndForgotten() {
    Prediction saved = save(record());
    recorder.delete(saved, occasion);

    assertEquals(
        List.of("predict prediction 1 model=m;version=1", "delete prediction 1 "),
        trail.events().stream().map(PredictionRecorderTest::describe).toList());
    assertTrue(occasion.isWritten());
  }

  @Test
  void storesNothingThatTheTrailDoesNotTake() {
    trail.available(false);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> saveAll(record(), record()));

    assertEquals(ErrorCode.AUDIT_UNAVAILABLE, failure.code());
    assertEquals(Set.of(), films.kept());
    assertEquals(0, predictions.count(PredictionFilter.ALL));
    assertFalse(occasion.isWritten());
  }

  @Test
  void forgetsNothingThatTheTrailDoesNotTake() {
    Prediction saved = save(record());
    trail.available(false);

    assertThrows(HealthAiException.class, () -> recorder.delete(saved, occasion));

    assertTrue(predictions.find(saved.id()).isPresent());
    assertEquals(Set.of(saved.storedName()), films.kept());
  }

  private static String describe(AuditEvent event) {
    AuditEntry entry = event.entry();
    return "%s %s %s %s"
        .formatted(
            entry.action().wireName(),
            entry.entity().kind(),
            entry.entity().id(),
            entry.details().text());
  }

  private Prediction save(PredictionRecord record) {
    return saveAll(record).get(0);
  }

  private List<Prediction> saveAll(PredictionRecord... records) {
    return recorder.saveAll(List.of(records), occasion, PredictionEntries::stored);
  }

  private static StoredName name(PredictionRecord record) {
    return record.prediction().storedName();
  }

  private static PredictionRecord record() {
    Classification said =
        new Classification("m", "1", "Normal", Map.of("Normal", 1.0), Duration.ofMillis(12), false);
    return new PredictionRecord(
        new NewPrediction(
            StoredName.random("png"),
            said,
            new FilmFacts("png", 64, 64),
            new Requester(Tenant.DEFAULT, null)),
        InputStream::nullInputStream);
  }
}
