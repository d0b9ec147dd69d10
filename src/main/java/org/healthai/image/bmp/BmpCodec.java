package org.healthai.image.bmp;

import org.healthai.image.codec.EncodedImage;
import org.healthai.image.codec.ImageCodec;
import org.healthai.image.codec.Orientation;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SampleMath;
import org.healthai.image.codec.SizeCheck;

/**
 * Reads uncompressed BMP of 1, 4, 8, 24 and 32 bits a pixel, bottom-up or top-down.
 *
 * <p>The fourth byte of 32 bits is dropped, whether it is alpha or not. Run-length coding, 16 bits
 * and OS/2 headers are refused: no film comes that way. Decoding allocates the result only.
 */
public final class BmpCodec implements ImageCodec {

  /** Whether a file that begins with "BM" goes on like a bitmap. */
  public static boolean hasKnownHeader(byte[] encoded) {
    return BmpHeader.looksLikeOne(encoded);
  }

  @Override
  public EncodedImage open(byte[] encoded, SizeCheck sizeCheck) {
    return new EncodedBmp(encoded, BmpHeader.read(encoded, sizeCheck));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record EncodedBmp(byte[] file, BmpHeader header) implements EncodedImage {
    @Override
    public int width() {
      return header.width();
    }

    @Override
    public int height() {
      return header.height();
    }

    @Override
    public Orientation orientation() {
      return Orientation.UPRIGHT;
    }

    @Override
    public byte[] grey() {
      byte[] greys = new byte[width() * height()];
      for (int y = 0; y < height(); y++) {
        int row = rowAt(y);
        for (int x = 0; x < width(); x++) {
          int bgr = bgrAt(row, x);
          greys[y * width() + x] =
              (byte) SampleMath.luma(file[bgr + 2] & 0xFF, file[bgr + 1] & 0xFF, file[bgr] & 0xFF);
        }
      }
      return greys;
    }

    @Override
    public byte[] rgb() {
      byte[] colours = new byte[width() * height() * 3];
      int to = 0;
      for (int y = 0; y < height(); y++) {
        int row = rowAt(y);
        for (int x = 0; x < width(); x++) {
          int bgr = bgrAt(row, x);
          colours[to++] = file[bgr + 2];
          colours[to++] = file[bgr + 1];
          colours[to++] = file[bgr];
        }
      }
      return colours;
    }

    private int rowAt(int y) {
      int stored = header.topDown() ? y : header.height() - 1 - y;
      return header.pixelsAt() + stored * header.rowBytes();
    }

    /** Where blue, green and red of a pixel lie: in the row, or in the palette. */
    private int bgrAt(int row, int x) {
      int bits = header.bits();
      if (bits > 8) {
        return row + x * (bits / 8);
      }
      int bit = x * bits;
      int index = (file[row + (bit >> 3)] & 0xFF) >> (8 - bits - (bit & 7)) & ((1 << bits) - 1);
      if (index >= header.paletteSize()) {
        throw Refusal.unreadable(
            "the BMP is damaged: a pixel has colour %d of a palette of %d",
            index, header.paletteSize());
      }
      return header.paletteAt() + index * 4;
    }
  }
}
