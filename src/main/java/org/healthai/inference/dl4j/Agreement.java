package org.healthai.inference.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.healthai.inference.Network;

/**
 * Compares two networks that should be the same one, film by film.
 *
 * <p>Probabilities alone would hide a difference where softmax saturates or hardly reacts, so their
 * logarithms, which are the logits up to a constant, must agree as well.
 */
final class Agreement {
  /** Largest difference of a probability; float32 rounding gives below 1e-6. */
  static final double PROBABILITY_TOLERANCE = 1e-5;

  /** Largest difference of a log probability, per unit of its size. */
  static final double LOG_TOLERANCE = 1e-4;

  /** Below this, a float32 probability has lost its digits. */
  private static final double SMALLEST_COMPARED = 1e-30;

  private static final int RANDOM_FILMS = 4;

  private Agreement() {}

  /**
   * Runs both networks on noise of several strengths and on blank films.
   *
   * @return what differs, or empty when they agree
   */
  static Optional<String> findDifference(Network oracle, Network candidate, int floatCount) {
    return films(floatCount).stream()
        .flatMap(film -> findDifference(oracle.infer(film), candidate.infer(film)).stream())
        .findFirst();
  }

  /** Noise of several strengths around several offsets; the first film is blank. */
  static List<float[]> films(int floatCount) {
    SplittableRandom random = new SplittableRandom(floatCount);
    return IntStream.rangeClosed(0, RANDOM_FILMS)
        .mapToObj(strength -> film(random, floatCount, strength))
        .toList();
  }

  private static float[] film(SplittableRandom random, int floatCount, int strength) {
    float[] film = new float[floatCount];
    double offset = strength == 0 ? 0 : random.nextDouble(-2, 2);
    for (int i = 0; i < floatCount; i++) {
      film[i] = (float) (offset + strength * random.nextDouble(-1, 1));
    }
    return film;
  }

  private static Optional<String> findDifference(float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      double logExpected = Math.log(Math.max(expected[i], SMALLEST_COMPARED));
      double logActual = Math.log(Math.max(actual[i], SMALLEST_COMPARED));
      boolean agree =
          difference <= PROBABILITY_TOLERANCE
              && Math.abs(logExpected - logActual) <= LOG_TOLERANCE * (1 + Math.abs(logExpected));
      if (!agree) {
        return Optional.of("class %d: %.9g instead of %.9g".formatted(i, actual[i], expected[i]));
      }
    }
    return Optional.empty();
  }
}
