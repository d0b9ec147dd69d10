package org.healthai.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassScoresTest {
  private static final LabelSet LABELS = new LabelSet(List.of("Normal", "Bacterial", "Viral"));

  @Test
  void temperatureOneLeavesProbabilitiesAsTheyAre() {
    ClassScores scores = ClassScores.calibrated(LABELS, new float[] {0.25f, 0.5f, 0.25f}, 1.0);

    assertArrayEquals(new double[] {0.25, 0.5, 0.25}, scores.probabilities(), 1e-12);
    assertEquals("Bacterial", scores.predictedLabel());
    assertEquals(0.5, scores.confidence(), 1e-12);
  }

  /** softmax(z / T) computed from the logits must equal calibration of softmax(z). */
  @Test
  void calibrationEqualsSoftmaxOfScaledLogits() {
    double[] logits = {2.0, -1.0, 0.5};
    float[] softmax = toFloats(softmax(logits, 1));

    ClassScores scores = ClassScores.calibrated(LABELS, softmax, 0.92);

    assertArrayEquals(softmax(logits, 0.92), scores.probabilities(), 1e-7);
  }

  @Test
  void zeroProbabilityStaysZero() {
    ClassScores scores = ClassScores.calibrated(LABELS, new float[] {0f, 1f, 0f}, 0.5);

    assertArrayEquals(new double[] {0, 1, 0}, scores.probabilities(), 0);
  }

  @Test
  void firstLabelWinsATie() {
    ClassScores scores = ClassScores.calibrated(LABELS, new float[] {0.4f, 0.4f, 0.2f}, 1.0);

    assertEquals("Normal", scores.predictedLabel());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.1f, 1.5f, Float.POSITIVE_INFINITY})
  void refusesWhatIsNoProbability(float bad) {
    float[] softmax = {bad, 0.5f, 0.5f};

    assertThrows(IllegalStateException.class, () -> ClassScores.calibrated(LABELS, softmax, 1.0));
  }

  @Test
  void refusesWrongCountAndWrongSum() {
    assertThrows(
        IllegalStateException.class,
        () -> ClassScores.calibrated(LABELS, new float[] {0.5f, 0.5f}, 1.0));
    assertThrows(
        IllegalStateException.class,
        () -> ClassScores.calibrated(LABELS, new float[] {0.5f, 0.3f, 0.1f}, 1.0));
  }

  @Test
  void comesBackFromItsProbabilitiesToTheLastBit() {
    ClassScores scores = ClassScores.calibrated(LABELS, new float[] {0.1f, 0.2f, 0.7f}, 0.8765);

    ClassScores restored = ClassScores.of(LABELS, scores.probabilities());

    assertArrayEquals(scores.probabilities(), restored.probabilities(), 0);
    assertTrue(restored.isOf(LABELS));
    assertFalse(restored.isOf(new LabelSet(List.of("x", "y", "z"))));
  }

  @Test
  void doesNotTakeBackWhatAreNoProbabilities() {
    for (double[] wrong :
        new double[][] {
          {0.5, 0.5}, {0.5, 0.5, 0.1}, {1.5, -0.5, 0}, {Double.NaN, 0.5, 0.5}, {0.2, 0.2, 0.2}
        }) {
      assertThrows(IllegalArgumentException.class, () -> ClassScores.of(LABELS, wrong));
    }
  }

  private static double[] softmax(double[] logits, double temperature) {
    double sum = 0;
    double[] result = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      result[i] = Math.exp(logits[i] / temperature);
      sum += result[i];
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= sum;
    }
    return result;
  }

  private static float[] toFloats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
