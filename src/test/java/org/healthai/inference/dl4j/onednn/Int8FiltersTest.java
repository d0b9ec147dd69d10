package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Kernels as whole numbers, and what they and the biases stand for. */
class Int8FiltersTest {
  private static final float SOURCE_SCALE = 0.25f;

  @Test
  void theLargestKernelOfAChannelJustFits() {
    Int8Filters filters = of(new float[] {0.5f, -1.27f, 12.7f, 0.1f}, new float[2]);

    assertArrayEquals(new float[] {50, -127, 127, 1}, filters.kernels());
  }

  @Test
  void roundsToTheNearestWholeNumber() {
    Int8Filters filters = of(new float[] {127, 2.4f, 2.6f, -2.6f}, new float[1]);

    assertArrayEquals(new float[] {127, 2, 3, -3}, filters.kernels());
  }

  @Test
  void biasesAreInTheScaleOfTheSums() {
    Int8Filters filters = of(new float[] {1.27f, 12.7f}, new float[] {3, -3});

    assertArrayEquals(new float[] {3 / 0.0025f, -3 / 0.025f}, filters.biases(), 1e-3f);
  }

  @Test
  void factorsTurnSumsIntoTheScaleOfTheResult() {
    Int8Filters filters = of(new float[] {1.27f, 12.7f}, new float[2]);

    assertArrayEquals(new float[] {0.005f, 0.05f}, filters.factorsTo(0.5f), 1e-8f);
  }

  @Test
  void aChannelOfZerosStaysZero() {
    Int8Filters filters = of(new float[] {0, 0, 1, 2}, new float[] {5, 0});

    assertArrayEquals(new float[] {0, 0, 64, 127}, filters.kernels());
    assertEquals(5 / SOURCE_SCALE, filters.biases()[0]);
  }

  /** Half a step of the channel, whatever the others hold. */
  @Test
  void noKernelIsOffByMoreThanHalfAStep() {
    float[] kernels = new float[64];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) random.nextDouble(-1, 1) * (i < 32 ? 1 : 100);
    }
    Int8Filters filters = of(kernels, new float[2]);

    float[] integers = filters.kernels();
    float[] scales = filters.factorsTo(SOURCE_SCALE);

    for (int i = 0; i < kernels.length; i++) {
      float scale = scales[i / 32];
      assertEquals(kernels[i], integers[i] * scale, 0.501f * scale, "kernel " + i);
    }
  }

  private static Int8Filters of(float[] kernels, float[] biases) {
    return Int8Filters.of(new Filters(kernels::clone, biases::clone), biases.length, SOURCE_SCALE);
  }
}
