package org.healthai.image.png;

import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SampleMath;

/**
 * What the values of a one-sample pixel of 1, 2, 4 or 8 bits look like: the palette, or the even
 * ramp from black to white of a grey film.
 */
final class PixelTable {
  private final int bitDepth;
  private final byte[] colours;
  private final byte[] greys;

  private PixelTable(int bitDepth, byte[] colours) {
    this.bitDepth = bitDepth;
    this.colours = colours;
    this.greys = new byte[colours.length / 3];
    for (int i = 0; i < greys.length; i++) {
      int at = i * 3;
      greys[i] =
          (byte)
              SampleMath.luma(colours[at] & 0xFF, colours[at + 1] & 0xFF, colours[at + 2] & 0xFF);
    }
  }

  static PixelTable of(PngFile png) {
    int bitDepth = png.header().bitDepth();
    boolean palette = png.header().colourType() == PngHeader.ColourType.PALETTE;
    return new PixelTable(bitDepth, palette ? png.palette() : ramp(bitDepth));
  }

  private static byte[] ramp(int bitDepth) {
    int levels = 1 << bitDepth;
    byte[] colours = new byte[levels * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (i / 3 * 255 / (levels - 1));
    }
    return colours;
  }

  /** The value of pixel {@code i} of a row, checked. */
  int index(byte[] row, int from, int i) {
    int bit = i * bitDepth;
    int shift = 8 - bitDepth - (bit & 7);
    int index = (row[from + (bit >> 3)] & 0xFF) >> shift & (1 << bitDepth) - 1;
    if (index >= greys.length) {
      throw Refusal.unreadable(
          "the PNG is damaged: a pixel has colour %d of a palette of %d", index, greys.length);
    }
    return index;
  }

  byte grey(int index) {
    return greys[index];
  }

  void copyColour(int index, byte[] to, int at) {
    to[at] = colours[index * 3];
    to[at + 1] = colours[index * 3 + 1];
    to[at + 2] = colours[index * 3 + 2];
  }
}
