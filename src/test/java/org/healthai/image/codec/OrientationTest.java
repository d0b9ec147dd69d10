package org.healthai.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  /** The picture "abc / def" in rows, stored in each of the eight ways of TIFF tag 274. */
  @ParameterizedTest
  @CsvSource({
    "1, abcdef, 3",
    "2, cbafed, 3",
    "3, fedcba, 3",
    "4, defabc, 3",
    "5, adbecf, 2",
    "6, cfbead, 2",
    "7, fcebda, 2",
    "8, daebfc, 2"
  })
  void turnsThePictureUpright(int tag, String stored, int width) {
    byte[] upright =
        Orientation.ofTag(tag)
            .apply(stored.getBytes(StandardCharsets.US_ASCII), width, 6 / width, 1);
    assertEquals("abcdef", new String(upright, StandardCharsets.US_ASCII));
  }

  @Test
  void keepsTheSamplesOfAPixelTogether() {
    byte[] stored = "a1b2c3d4".getBytes(StandardCharsets.US_ASCII);
    byte[] upright = Orientation.ROTATED_180.apply(stored, 4, 1, 2);
    assertEquals("d4c3b2a1", new String(upright, StandardCharsets.US_ASCII));
  }

  @Test
  void copiesNothingThatIsUpright() {
    byte[] stored = new byte[6];
    assertSame(stored, Orientation.UPRIGHT.apply(stored, 3, 2, 1));
  }
}
