package org.healthai.prediction.jpa;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.healthai.access.Tenant;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.NewPrediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;

/** Predictions to store. */
final class NewPredictions {
  private static final Requester DEFAULT = new Requester(Tenant.DEFAULT, null);

  private NewPredictions() {}

  static NewPrediction by(Requester requester) {
    NewPrediction asked = prediction("Normal", "m");
    return new NewPrediction(asked.storedName(), asked.classification(), asked.film(), requester);
  }

  static NewPrediction prediction(String label, String model) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put(label, 0.75);
    probabilities.put("rest", 0.25);
    return prediction(answer(label, model, probabilities));
  }

  static NewPrediction prediction(Classification answer) {
    return new NewPrediction(name(), answer, new FilmFacts("png", 1024, 768), DEFAULT);
  }

  static Classification answer(String label, String model, Map<String, Double> probabilities) {
    return new Classification(
        model, "1", label, probabilities, Duration.ofNanos(12_345_000), false);
  }

  static StoredName name() {
    return StoredName.random("png");
  }
}
