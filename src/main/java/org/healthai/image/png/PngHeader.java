package org.healthai.image.png;

import java.nio.ByteBuffer;
import org.healthai.image.codec.Refusal;

/**
 * The IHDR chunk (PNG 11.2.2).
 *
 * @param width 1 to 2³¹ - 1
 * @param height 1 to 2³¹ - 1
 * @param bitDepth bits of a sample: 1, 2, 4, 8 or 16
 * @param colourType what a pixel's samples are
 * @param interlaced whether the rows come in the seven passes of Adam7
 */
record PngHeader(int width, int height, int bitDepth, ColourType colourType, boolean interlaced) {
  static final int BYTES = 13;

  /** What a pixel holds, and at which bit depths it may be stored. */
  enum ColourType {
    GREY(0, 1, "1 2 4 8 16"),
    RGB(2, 3, "8 16"),
    PALETTE(3, 1, "1 2 4 8"),
    GREY_ALPHA(4, 2, "8 16"),
    RGB_ALPHA(6, 4, "8 16");

    private final int code;
    private final int channels;
    private final String bitDepths;

    ColourType(int code, int channels, String bitDepths) {
      this.code = code;
      this.channels = channels;
      this.bitDepths = bitDepths;
    }

    static ColourType ofCode(int code, int bitDepth) {
      for (ColourType type : values()) {
        if (type.code == code && (" " + type.bitDepths + " ").contains(" " + bitDepth + " ")) {
          return type;
        }
      }
      throw Refusal.unreadable(
          "the PNG header is damaged: colour type %d with %d bits does not exist", code, bitDepth);
    }
  }

  /** Reads the chunk's data at {@code at}. */
  static PngHeader read(byte[] file, int at) {
    ByteBuffer data = ByteBuffer.wrap(file, at, BYTES);
    int width = data.getInt();
    int height = data.getInt();
    int bitDepth = data.get();
    int colourType = data.get();
    int compression = data.get();
    int filter = data.get();
    int interlace = data.get();
    if (width < 1 || height < 1) {
      throw Refusal.unreadable("the PNG header is damaged: its width or height is out of range");
    }
    if (compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
      throw Refusal.unreadable("the PNG header names a method that does not exist");
    }
    return new PngHeader(
        width, height, bitDepth, ColourType.ofCode(colourType, bitDepth), interlace == 1);
  }

  int channels() {
    return colourType.channels;
  }

  /** Bytes from a sample to the same sample of the pixel before it; 1 where pixels share a byte. */
  int filterDistance() {
    return Math.max(1, channels() * bitDepth / 8);
  }

  /** Bytes of a row of {@code pixels}, without its filter type. */
  int rowBytes(int pixels) {
    return Math.toIntExact(((long) pixels * channels() * bitDepth + 7) / 8);
  }
}
