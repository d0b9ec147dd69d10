package org.healthai.prediction.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.healthai.TestClock;
import org.healthai.access.Grant;
import org.healthai.access.KeyFingerprint;
import org.healthai.access.NewApiKey;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.access.jpa.JpaApiKeyRepository;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.Classification;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionFilter;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.Requester;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every history must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PredictionRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");

  private final TestClock clock = new TestClock(NOON);
  private TestStore store;
  private PredictionRepository predictions;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    predictions = new JpaPredictionRepository(store.session(), clock);
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
  void findsWhatWasSaved() {
    NewPrediction wanted = NewPredictions.prediction("Normal", "chest_xray");

    Prediction saved = predictions.save(wanted);

    assertTrue(saved.id() > 0);
    assertEquals(NOON, saved.createdAt());
    assertEquals(wanted.storedName(), saved.storedName());
    assertEquals(wanted.classification(), saved.classification());
    assertEquals(wanted.film(), saved.film());
    assertEquals(Optional.of(saved), predictions.find(saved.id()));
  }

  @Test
  void remembersThatAnAnswerWasCached() {
    Classification cached =
        new Classification("m", "1", "Normal", Map.of("Normal", 1.0), Duration.ZERO, true);

    Prediction saved = predictions.save(NewPredictions.prediction(cached));

    assertTrue(found(saved).classification().cached());
  }

  @Test
  void keepsProbabilitiesExactlyAndInLabelOrder() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("Zeta", 0.1 + 0.2);
    probabilities.put("alpha", Double.MIN_VALUE);
    probabilities.put("Mid \"quoted\" \\ {}", 1.0 / 3);

    Prediction saved =
        predictions.save(
            NewPredictions.prediction(NewPredictions.answer("Zeta", "m", probabilities)));

    Map<String, Double> found = found(saved).classification().probabilities();
    assertEquals(new ArrayList<>(probabilities.entrySet()), new ArrayList<>(found.entrySet()));
  }

  @Test
  void keepsLabelsOfEveryScript() {
    String label = "Lungenentzündung 肺炎 пневмония 🫁".repeat(3);

    Prediction saved = predictions.save(NewPredictions.prediction(label, "röntgen"));

    assertEquals(label, found(saved).classification().label());
    assertEquals(1, predictions.count(of(label, "röntgen")));
  }

  @Test
  void keepsNamesOfTheGreatestLength() {
    String longest = "é".repeat(Classification.MAX_NAME_LENGTH);

    Prediction saved = predictions.save(NewPredictions.prediction(longest, longest));

    assertEquals(saved, found(saved));
  }

  @Test
  void keepsManyLabels() {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    IntStream.range(0, 1000).forEach(i -> probabilities.put("label " + "x".repeat(80) + i, 0.001));
    String first = probabilities.keySet().iterator().next();

    Prediction saved =
        predictions.save(
            NewPredictions.prediction(NewPredictions.answer(first, "m", probabilities)));

    assertEquals(saved, found(saved));
  }

  @Test
  void keepsTimesToTheMicrosecond() {
    clock.set(Instant.parse("2026-11-25T12:00:00.123456789Z"));

    Prediction saved = predictions.save(NewPredictions.prediction("Normal", "m"));

    assertEquals(NOON, saved.createdAt());
    assertEquals(NOON, found(saved).createdAt());
  }

  /**
   * The hour that clocks in Berlin show twice: a timestamp without a zone would lose one of them.
   */
  @Test
  void keepsBothHoursOfTheClockChangeApart() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Instant summer = Instant.parse("2026-10-25T00:30:00Z");
      Instant winter = Instant.parse("2026-10-25T01:30:00Z");

      Prediction first = savedAt(summer, "Normal");
      Prediction second = savedAt(winter, "Normal");

      assertEquals(summer, found(first).createdAt());
      assertEquals(winter, found(second).createdAt());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertEquals(Optional.empty(), predictions.find(Long.MAX_VALUE));
    assertEquals(Optional.empty(), predictions.find(-1));
  }

  @Test
  void savesAllInOrderWithOneTimeAndRisingIds() {
    List<NewPrediction> wanted =
        IntStream.range(0, 120)
            .mapToObj(i -> NewPredictions.prediction("label " + i, "m"))
            .toList();

    List<Prediction> saved = predictions.saveAll(wanted);

    assertEquals(
        wanted.stream().map(NewPrediction::storedName).toList(),
        saved.stream().map(Prediction::storedName).toList());
    assertTrue(saved.stream().allMatch(p -> p.createdAt().equals(NOON)));
    assertEquals(
        saved.stream().map(Prediction::id).sorted().distinct().toList(),
        saved.stream().map(Prediction::id).toList());
  }

  @Test
  void savingNothingIsNoMistake() {
    assertEquals(List.of(), predictions.saveAll(List.of()));
  }

  @Test
  void savesAllOrNothing() {
    NewPrediction good = NewPredictions.prediction("Normal", "m");
    NewPrediction ofNoKey = NewPredictions.by(new Requester(Tenant.DEFAULT, 4_711_000L));

    RuntimeException failure =
        assertThrows(
            RuntimeException.class, () -> predictions.saveAll(List.of(good, ofNoKey, good)));

    assertFalse(failure instanceof HealthAiException, "a broken constraint is a defect of ours");
    assertEquals(0, predictions.count(PredictionFilter.ALL));
  }

  @Test
  void remembersTheKeyThatAsked() {
    long key =
        new JpaApiKeyRepository(store.session(), clock)
            .save(
                new NewApiKey(
                    KeyFingerprint.of(NewPredictions.name().value()),
                    "ward",
                    Grant.administrator(),
                    null))
            .id();
    Prediction saved = predictions.save(NewPredictions.by(new Requester(Tenant.DEFAULT, key)));

    assertEquals(key, found(saved).requester().apiKeyId());
  }

  @Test
  void deletesOnce() {
    Prediction saved = predictions.save(NewPredictions.prediction("Normal", "m"));
    Prediction other = predictions.save(NewPredictions.prediction("Normal", "m"));

    assertTrue(predictions.delete(saved.id()));
    assertFalse(predictions.delete(saved.id()));
    assertEquals(Optional.empty(), predictions.find(saved.id()));
    assertEquals(List.of(other), all());
  }

  @Test
  void listsNewestFirst() {
    Prediction old = savedAt(NOON.minusSeconds(1), "Normal");
    Prediction young = savedAt(NOON.plusSeconds(1), "Normal");
    Prediction middle = savedAt(NOON, "Normal");

    assertEquals(List.of(young, middle, old), all());
  }

  @Test
  void orderOfEqualTimesIsFallingIds() {
    List<Prediction> saved =
        predictions.saveAll(
            List.of(NewPredictions.prediction("a", "m"), NewPredictions.prediction("b", "m")));

    assertEquals(List.of(saved.get(1), saved.get(0)), all());
  }

  @Test
  void pagesCoverEverythingOnce() {
    Set<Long> ids = new HashSet<>();
    predictions
        .saveAll(
            IntStream.range(0, 25).mapToObj(i -> NewPredictions.prediction("l" + i, "m")).toList())
        .forEach(p -> ids.add(p.id()));

    List<Prediction> pages = new ArrayList<>();
    for (int skip = 0; skip < 30; skip += 10) {
      pages.addAll(predictions.list(PredictionFilter.ALL, skip, 10));
    }

    assertEquals(25, pages.size());
    pages.forEach(p -> assertTrue(ids.remove(p.id())));
  }

  @Test
  void aPageBehindTheEndIsEmpty() {
    predictions.save(NewPredictions.prediction("Normal", "m"));

    assertEquals(List.of(), predictions.list(PredictionFilter.ALL, 1, 10));
    assertEquals(List.of(), predictions.list(PredictionFilter.ALL, Integer.MAX_VALUE, 10));
  }

  @Test
  void filtersByLabelAndModel() {
    Prediction wanted = predictions.save(NewPredictions.prediction("Normal", "chest_xray"));
    predictions.save(NewPredictions.prediction("Normal", "other"));
    predictions.save(NewPredictions.prediction("Viral pneumonia", "chest_xray"));

    PredictionFilter both = of("Normal", "chest_xray");

    assertEquals(List.of(wanted), predictions.list(both, 0, 10));
    assertEquals(1, predictions.count(both));
    assertEquals(2, predictions.count(of("Normal", null)));
    assertEquals(2, predictions.count(of(null, "chest_xray")));
    assertEquals(0, predictions.count(of("normal", null)));
    assertEquals(0, predictions.count(of("' or '1'='1", null)));
    assertEquals(0, predictions.count(of("%", null)));
  }

  @Test
  void keepsTenantsApart() {
    Requester clinic = new Requester(new Tenant("clinic"), null);
    Prediction theirs = predictions.save(NewPredictions.by(clinic));
    Prediction ours = predictions.save(NewPredictions.prediction("Normal", "m"));

    assertEquals(clinic, found(theirs).requester());
    assertEquals(List.of(theirs), predictions.list(of(clinic.tenant()), 0, 10));
    assertEquals(List.of(ours), predictions.list(of(Tenant.DEFAULT), 0, 10));
    assertEquals(1, predictions.count(of(clinic.tenant())));
    assertEquals(0, predictions.count(of(new Tenant("clini"))));
    assertEquals(2, predictions.count(PredictionFilter.ALL));
  }

  private static PredictionFilter of(String label, String model) {
    return new PredictionFilter(Tenants.ALL, label, model, null, null);
  }

  private static PredictionFilter of(Tenant tenant) {
    return new PredictionFilter(Tenants.only(tenant), "Normal", "m", null, null);
  }

  @Test
  void rangeIncludesFromAndExcludesTo() {
    Prediction first = savedAt(NOON, "Normal");
    Prediction second = savedAt(NOON.plusNanos(1000), "Normal");

    assertEquals(List.of(second, first), between(NOON, NOON.plusNanos(2000)));
    assertEquals(List.of(first), between(NOON, NOON.plusNanos(1000)));
    assertEquals(List.of(second), between(NOON.plusNanos(1000), NOON.plusSeconds(1)));
    assertEquals(List.of(), between(NOON, NOON));
    assertEquals(List.of(), between(NOON.plusSeconds(1), NOON));
  }

  /** A bound between two microseconds must not be rounded onto a row. */
  @Test
  void rangeBoundsKeepTheirNanoseconds() {
    Prediction saved = savedAt(NOON, "Normal");

    assertEquals(List.of(), between(NOON.plusNanos(1), NOON.plusSeconds(1)));
    assertEquals(List.of(saved), between(NOON.minusNanos(1), NOON.plusNanos(1)));
  }

  @Test
  void rangeMayEndAtTheEndOfTime() {
    Prediction saved = savedAt(NOON, "Normal");

    assertEquals(List.of(saved), between(Instant.MIN, Instant.MAX));
    assertEquals(List.of(), between(Instant.MAX, null));
  }

  @Test
  void eightThreadsSaveAtOnce() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<List<Prediction>> fifty =
          () ->
              IntStream.range(0, 50)
                  .mapToObj(i -> predictions.save(NewPredictions.prediction("Normal", "m")))
                  .toList();
      Set<Long> ids = new HashSet<>();
      List<Callable<List<Prediction>>> tasks =
          IntStream.range(0, threads).mapToObj(i -> fifty).toList();
      for (Future<List<Prediction>> saved : pool.invokeAll(tasks)) {
        saved.get().forEach(p -> ids.add(p.id()));
      }

      assertEquals(400, ids.size());
      assertEquals(400, predictions.count(PredictionFilter.ALL));
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Prediction> all() {
    return predictions.list(PredictionFilter.ALL, 0, 1000);
  }

  private List<Prediction> between(Instant from, Instant to) {
    return predictions.list(new PredictionFilter(Tenants.ALL, null, null, from, to), 0, 1000);
  }

  private Prediction found(Prediction saved) {
    return predictions.find(saved.id()).orElseThrow();
  }

  private Prediction savedAt(Instant time, String label) {
    clock.set(time);
    return predictions.save(NewPredictions.prediction(label, "m"));
  }
}
