package org.healthai.image.codec;

/** Pillow's arithmetic on single samples; all in and out are unsigned. */
public final class SampleMath {
  private SampleMath() {}

  /**
   * ITU-R 601 luma in 16-bit fixed point, as {@code Image.convert("L")} computes it.
   *
   * @return 0..255; equals the argument where all three are equal
   */
  public static int luma(int red, int green, int blue) {
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }

  /** {@code round(sample * 255 / 65535)}: the full 16-bit range to the full 8-bit range. */
  public static int eightBit(int sample16) {
    return (sample16 * 255 + 32895) >> 16;
  }

  /** Limits to 0..255. */
  public static int clamp(int sample) {
    return Math.max(0, Math.min(255, sample));
  }
}
