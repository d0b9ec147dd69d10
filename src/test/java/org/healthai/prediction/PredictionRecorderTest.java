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
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class PredictionRecorderTest {
  private final MemoryPredictions predictions = new MemoryPredictions();
  private final MemoryFilms films = new MemoryFilms();
  private final PredictionRecorder recorder = new PredictionRecorder(predictions, films);

  @Test
  void storesPredictionsWithTheirFilmsInOrder() {
    PredictionRecord first = record();
    PredictionRecord second = record();

    List<Prediction> saved = recorder.saveAll(List.of(first, second));

    List<StoredName> names = List.of(name(first), name(second));
    assertEquals(names, saved.stream().map(Prediction::storedName).toList());
    assertEquals(names, List.copyOf(films.kept()));
  }

  @Test
  void storesOne() {
    PredictionRecord record = record();

    assertEquals(name(record), recorder.save(record).storedName());
  }

  @Test
  void keepsNoFilmWhenTheDatabaseIsAway() {
    predictions.available(false);

    assertThrows(HealthAiException.class, () -> recorder.saveAll(List.of(record(), record())));

    assertEquals(Set.of(), films.kept());
  }

  @Test
  void storesNothingWhenTheDiskIsFullHalfWay() {
    films.places(1);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> recorder.saveAll(List.of(record(), record())));

    assertEquals("the disk is full", failure.detail());
    assertEquals(Set.of(), films.kept());
    assertEquals(0, predictions.count(PredictionFilter.ALL));
  }

  @Test
  void firstFailureIsReportedWhenTidyingUpFailsToo() {
    predictions.available(false);
    films.deletable(false);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> recorder.save(record()));

    assertEquals("the database does not answer", failure.detail());
    assertEquals("the disk is read-only", failure.getSuppressed()[0].getMessage());
  }

  @Test
  void deletesThePredictionAndItsFilm() {
    Prediction saved = recorder.save(record());

    assertTrue(recorder.delete(saved));

    assertEquals(Set.of(), films.kept());
    assertEquals(0, predictions.count(PredictionFilter.ALL));
    assertFalse(recorder.delete(saved));
  }

  @Test
  void predictionStaysUntilItsFilmIsGone() {
    Prediction saved = recorder.save(record());
    films.deletable(false);

    assertThrows(HealthAiException.class, () -> recorder.delete(saved));
    assertTrue(predictions.find(saved.id()).isPresent());

    films.deletable(true);
    assertTrue(recorder.delete(saved));
  }

  @Test
  void deletionThatFailedHalfWayCanBeRepeated() {
    Prediction saved = recorder.save(record());
    predictions.available(false);

    assertThrows(HealthAiException.class, () -> recorder.delete(saved));
    assertEquals(Set.of(), films.kept());

    predictions.available(true);
    assertTrue(recorder.delete(saved));
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
