package org.healthai.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleMathTest {

  @Test
  void roundsEverySixteenBitSample() {
    for (int sample = 0; sample <= 65535; sample++) {
      assertEquals(Math.round(sample * 255.0 / 65535), SampleMath.eightBit(sample), "of " + sample);
    }
  }

  @Test
  void leavesGreysAsTheyAre() {
    for (int grey = 0; grey < 256; grey++) {
      assertEquals(grey, SampleMath.luma(grey, grey, grey));
    }
  }

  /** Values of {@code Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))}. */
  @ParameterizedTest
  @CsvSource({"255, 0, 0, 76", "0, 255, 0, 150", "0, 0, 255, 29", "10, 200, 30, 124"})
  void weighsColoursLikePillow(int red, int green, int blue, int grey) {
    assertEquals(grey, SampleMath.luma(red, green, blue));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "255, 255", "256, 255"})
  void clampsToEightBit(int sample, int clamped) {
    assertEquals(clamped, SampleMath.clamp(sample));
  }
}
