package org.healthai.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the orientation in EXIF data (EXIF 2.3, 4.6.4) and reads nothing else of it. */
public final class ExifOrientation {
  private static final int TAG = 274;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /**
   * The orientation an EXIF block gives.
   *
   * @param data holds the block
   * @param at where the block's TIFF header starts
   * @param length of the block
   * @return upright when the block does not say or is damaged: metadata does not decide whether a
   *     film can be read
   */
  public static Orientation find(byte[] data, int at, int length) {
    ByteBuffer block = ByteBuffer.wrap(data, at, length).slice();
    if (length < 8) {
      return Orientation.UPRIGHT;
    }
    if (block.getShort(0) == 0x4949) {
      block.order(ByteOrder.LITTLE_ENDIAN);
    }
    long directory = Integer.toUnsignedLong(block.getInt(4));
    if (block.getShort(2) != 42 || directory > length - 2) {
      return Orientation.UPRIGHT;
    }
    int entries = Short.toUnsignedInt(block.getShort((int) directory));
    int entry = (int) directory + 2;
    for (int i = 0; i < entries && entry <= length - ENTRY_BYTES; i++) {
      if (Short.toUnsignedInt(block.getShort(entry)) == TAG
          && block.getShort(entry + 2) == TYPE_SHORT) {
        return Orientation.ofTag(Short.toUnsignedInt(block.getShort(entry + 8)));
      }
      entry += ENTRY_BYTES;
    }
    return Orientation.UPRIGHT;
  }
}
