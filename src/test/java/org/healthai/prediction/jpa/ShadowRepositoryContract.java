package org.healthai.prediction.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.PredictionFilter;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.prediction.shadow.ShadowRepository;
import org.healthai.prediction.shadow.ShadowTally;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every store of candidates' answers must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ShadowRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");
  private static final ModelId CANDIDATE = new ModelId("chest_xray", "2");

  private final TestClock clock = new TestClock(NOON);
  private TestStore store;
  private PredictionRepository predictions;
  private ShadowRepository shadows;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    predictions = new JpaPredictionRepository(store.session(), clock);
    shadows = new JpaShadowRepository(store.session(), clock);
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

  private static Classification says(String version, String label) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("Normal", 0.5);
    probabilities.put("Viral", 0.5);
    return new Classification("chest_xray", version, label, probabilities, Duration.ZERO, false);
  }

  private long told(String label) {
    return predictions
        .save(
            new NewPrediction(
                StoredName.random("png"),
                says("1", label),
                new FilmFacts("png", 64, 64),
                new Requester(Tenant.DEFAULT, null)))
        .id();
  }

  private long save(String told, String said, double difference) {
    long id = told(told);
    assertTrue(shadows.save(new ShadowAnswer(id, says("2", said), difference)));
    return id;
  }

  private List<ShadowTally> tally(Instant since) {
    return shadows.tally(CANDIDATE, since).stream()
        .sorted(Comparator.comparing(ShadowTally::told).thenComparing(ShadowTally::said))
        .toList();
  }

  @Test
  void countsByWhatWasToldAndSaid() {
    save("Normal", "Normal", 0.125);
    save("Normal", "Normal", 0.25);
    save("Normal", "Viral", 0.5);

    assertEquals(
        List.of(
            new ShadowTally("Normal", "Normal", 2, 0.375, 0.25),
            new ShadowTally("Normal", "Viral", 1, 0.5, 0.5)),
        tally(Instant.EPOCH));
  }

  @Test
  void countsOneCandidateOnly() {
    save("Normal", "Normal", 0);

    assertEquals(List.of(), shadows.tally(new ModelId("chest_xray", "3"), Instant.EPOCH));
    assertEquals(List.of(), shadows.tally(new ModelId("moles", "2"), Instant.EPOCH));
  }

  @Test
  void countsFromATimeOn() {
    save("Normal", "Normal", 0);
    clock.advance(Duration.ofSeconds(1));
    save("Viral", "Viral", 0);

    assertEquals(2, tally(NOON).size());
    assertEquals(1, tally(NOON.plusSeconds(1)).size());
    assertEquals(0, tally(NOON.plusSeconds(2)).size());
  }

  @Test
  void goesWithItsPrediction() {
    long id = save("Normal", "Viral", 0.5);

    assertTrue(predictions.delete(id));

    assertEquals(List.of(), tally(Instant.EPOCH));
  }

  @Test
  void storesNothingForADeletedPrediction() {
    long id = told("Normal");
    predictions.delete(id);

    assertFalse(shadows.save(new ShadowAnswer(id, says("2", "Normal"), 0)));

    assertEquals(List.of(), tally(Instant.EPOCH));
  }

  @Test
  void neverShowsInTheHistory() {
    long id = save("Normal", "Viral", 0.5);

    PredictionFilter all = PredictionFilter.ALL;
    assertEquals(1, predictions.count(all));
    assertEquals("1", predictions.find(id).orElseThrow().classification().modelVersion());
  }
}
