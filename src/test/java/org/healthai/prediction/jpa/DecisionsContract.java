package org.healthai.prediction.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthai.inference.OperatingPoint;
import org.healthai.prediction.Classification;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionRepository;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a history remembers of decisions, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DecisionsContract {
  private TestStore store;
  private PredictionRepository predictions;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    predictions = new JpaPredictionRepository(store.session(), Clock.systemUTC());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @Test
  void keepsTheThresholdsThatWereDecidedAt() {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    thresholds.put("rest", 0.1 + 0.2);
    thresholds.put("Normal", 1.0 / 3);
    String longest = "x".repeat(OperatingPoint.MAX_NAME_LENGTH);

    Prediction decided = predictions.save(decidedAt(new OperatingPoint(longest, thresholds)));
    Prediction empty = predictions.save(decidedAt(new OperatingPoint("confirm", Map.of())));
    Prediction plain = predictions.save(NewPredictions.prediction("Normal", "m"));

    assertEquals(decided, find(decided));
    assertEquals(List.of("rest", "Normal"), labelsDecided(find(decided)));
    assertEquals(List.of(), labelsDecided(find(empty)));
    assertNull(find(plain).classification().operatingPoint());
  }

  private static NewPrediction decidedAt(OperatingPoint point) {
    Map<String, Double> probabilities = Map.of("Normal", 0.75, "rest", 0.25);
    return NewPredictions.prediction(
        new Classification("m", "1", "Normal", probabilities, Duration.ZERO, false, point));
  }

  private static List<String> labelsDecided(Prediction prediction) {
    return List.copyOf(prediction.classification().operatingPoint().thresholds().keySet());
  }

  private Prediction find(Prediction saved) {
    return predictions.find(saved.id()).orElseThrow();
  }
}
