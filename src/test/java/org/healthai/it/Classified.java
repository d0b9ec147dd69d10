package org.healthai.it;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A film of a known class and what the server said about it.
 *
 * @param truth index of the true class among {@link Predictions#LABELS}
 * @param predicted index of the predicted class
 * @param pneumoniaScore 1 - p(Normal)
 */
record Classified(int truth, int predicted, double pneumoniaScore) {
  static final int NORMAL = 0;

  private static final List<String> FOLDERS = List.of("NORMAL", "BACTERIAL", "VIRAL");

  static Classified of(String folder, JsonObject prediction) {
    return new Classified(
        FOLDERS.indexOf(folder.toUpperCase(Locale.ROOT)),
        Predictions.LABELS.indexOf(prediction.getString("prediction_class")),
        1 - Predictions.probabilitiesOf(prediction).get(Predictions.LABELS.get(NORMAL)));
  }

  boolean isRight() {
    return truth == predicted;
  }

  boolean hasPneumonia() {
    return truth != NORMAL;
  }

  boolean isCalledPneumonia() {
    return predicted != NORMAL;
  }

  /** How often {@code condition} holds among {@code films}. */
  static double share(List<Classified> films, Predicate<Classified> condition) {
    return (double) films.stream().filter(condition).count() / films.size();
  }
}
