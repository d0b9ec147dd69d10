package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.healthai.inference.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as the same network. */
class AgreementTest {
  @Test
  void acceptsRounding() {
    assertEquals(Optional.empty(), difference(0.3f, 0.300001f));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.30002f, 0.29998f, 0.7f, Float.NaN, Float.POSITIVE_INFINITY})
  void noticesAnotherProbability(float actual) {
    String difference = difference(0.3f, actual).orElseThrow();
    assertTrue(difference.startsWith("class 0: "), difference);
  }

  @Test
  void noticesAnotherLogitWhereSoftmaxHidesIt() {
    assertTrue(difference(1e-12f, 3e-12f).isPresent());
  }

  @Test
  void notANumberNeverAgrees() {
    assertTrue(difference(Float.NaN, Float.NaN).isPresent());
  }

  @Test
  void noticesANetworkThatIgnoresItsFilm() {
    Network oracle = new FixedNetwork(0.5f, 1e-3f);
    Network blind = new FixedNetwork(0.5f, 0f);
    assertTrue(Agreement.findDifference(oracle, blind, 12).isPresent());
  }

  private static Optional<String> difference(float expected, float actual) {
    return Agreement.findDifference(
        new FixedNetwork(expected, 0f), new FixedNetwork(actual, 0f), 12);
  }

  /** Answers with one number, plus a share of its film. */
  private record FixedNetwork(float answer, float share) implements Network {
    @Override
    public float[] infer(float[] filmNhwc) {
      return new float[] {answer + share * filmNhwc[0]};
    }

    @Override
    public String backend() {
      return "fixed";
    }

    @Override
    public String detail() {
      return "one number";
    }

    @Override
    public long offHeapBytes() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
