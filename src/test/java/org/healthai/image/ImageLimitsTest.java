package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLimitsTest {

  @ParameterizedTest
  @CsvSource({"0, 100, 1", "100, 0, 1", "100, 100, 0", "100, 99, 10", "100, 500000001, 64"})
  void refusesLimitsThatMakeNoSense(long maxBytes, long maxPixels, int minSide) {
    assertThrows(
        IllegalArgumentException.class, () -> new ImageLimits(maxBytes, maxPixels, minSide));
  }

  @Test
  void takesTheHighestLimits() {
    ImageLimits limits = new ImageLimits(Long.MAX_VALUE, ImageLimits.HIGHEST_MAX_PIXELS, 1);
    assertEquals(500_000_000, limits.maxPixels());
  }
}
