package org.healthai.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifOrientationTest {
  private static final byte[] BIG_ENDIAN = {
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    2, // header, two entries
    1,
    0,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    99,
    0,
    0, // width
    1,
    18,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    0 // orientation
  };
  private static final byte[] LITTLE_ENDIAN = {
    'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 18, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0
  };

  @Test
  void readsBothByteOrders() {
    assertEquals(Orientation.ROTATED_90, find(BIG_ENDIAN));
    assertEquals(Orientation.ROTATED_270, find(LITTLE_ENDIAN));
  }

  @Test
  void readsABlockInsideAFile() {
    byte[] file = new byte[100];
    System.arraycopy(BIG_ENDIAN, 0, file, 33, BIG_ENDIAN.length);
    assertEquals(Orientation.ROTATED_90, ExifOrientation.find(file, 33, BIG_ENDIAN.length));
  }

  @Test
  void takesWhatItDoesNotUnderstandForUpright() {
    byte[] unknownValue = BIG_ENDIAN.clone();
    unknownValue[31] = 9;
    assertEquals(Orientation.UPRIGHT, find(unknownValue));
    byte[] otherType = BIG_ENDIAN.clone();
    otherType[25] = 4;
    assertEquals(Orientation.UPRIGHT, find(otherType));
    assertEquals(Orientation.UPRIGHT, find(new byte[0]));
    assertEquals(Orientation.UPRIGHT, find(new byte[40]));
  }

  @Test
  void survivesBlocksThatAreCut() {
    for (int length = 0; length < BIG_ENDIAN.length; length++) {
      Orientation found = find(Arrays.copyOf(BIG_ENDIAN, length));
      assertEquals(Orientation.UPRIGHT, found, "cut to " + length);
    }
  }

  @Test
  void survivesAnyBlock() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] block = BIG_ENDIAN.clone();
      block[random.nextInt(block.length)] = (byte) random.nextInt();
      block[random.nextInt(block.length)] = (byte) random.nextInt();
      assertNotNull(find(block));
    }
  }

  private static Orientation find(byte[] block) {
    return ExifOrientation.find(block, 0, block.length);
  }
}
