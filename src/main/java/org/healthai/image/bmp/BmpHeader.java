package org.healthai.image.bmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SizeCheck;

/**
 * The headers of a bitmap (BITMAPFILEHEADER and BITMAPINFOHEADER or a later version of it), checked
 * against the length of the file.
 *
 * @param width columns
 * @param height rows
 * @param topDown whether the first row of the file is the top one
 * @param bits of a pixel: 1, 4, 8, 24 or 32
 * @param paletteAt where the palette's entries (blue, green, red, unused) start
 * @param paletteSize entries there; 0 for 24 and 32 bits
 * @param pixelsAt where the rows start
 */
record BmpHeader(
    int width,
    int height,
    boolean topDown,
    int bits,
    int paletteAt,
    int paletteSize,
    int pixelsAt) {

  private static final int FILE_HEADER_BYTES = 14;
  private static final int INFO_HEADER_BYTES = 40;

  /** Sizes of BITMAPINFOHEADER and its versions 2 to 5. */
  private static final Set<Integer> INFO_HEADERS = Set.of(INFO_HEADER_BYTES, 52, 56, 108, 124);

  /** Sizes of the headers of OS/2, which are recognised and refused. */
  private static final Set<Integer> OS2_HEADERS = Set.of(12, 16, 64);

  private static final int UNCOMPRESSED = 0;
  private static final int BIT_FIELDS = 3;
  private static final int MASK_BYTES = 12;
  private static final int RED_MASK_AT = 54;
  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;
  private static final int BLUE = 0x0000FF;

  /** Whether a file that begins with "BM" goes on like a bitmap, not like a text. */
  static boolean looksLikeOne(byte[] encoded) {
    if (encoded.length < FILE_HEADER_BYTES + 4) {
      return false;
    }
    int size = headerSize(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN));
    return INFO_HEADERS.contains(size) || OS2_HEADERS.contains(size);
  }

  static BmpHeader read(byte[] encoded, SizeCheck sizeCheck) {
    if (encoded.length < FILE_HEADER_BYTES + INFO_HEADER_BYTES) {
      throw truncated(encoded.length);
    }
    ByteBuffer file = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    if (!INFO_HEADERS.contains(headerSize(file))) {
      throw Refusal.unreadable("BMP with a header of %d bytes is not read", headerSize(file));
    }
    int width = file.getInt(18);
    long signedHeight = file.getInt(22);
    long height = Math.abs(signedHeight);
    if (width < 1 || height < 1) {
      throw Refusal.unreadable("the BMP header is damaged: its width or height is out of range");
    }
    sizeCheck.require(width, height);
    int bits = Short.toUnsignedInt(file.getShort(28));
    requireReadable(file, bits);
    long pixelsAt = Integer.toUnsignedLong(file.getInt(10));
    int paletteAt = FILE_HEADER_BYTES + headerSize(file);
    BmpHeader header =
        new BmpHeader(
            width,
            (int) height,
            signedHeight < 0,
            bits,
            paletteAt,
            bits > 8 ? 0 : paletteSize(file, bits),
            (int) pixelsAt);
    header.requireInside(encoded.length, pixelsAt);
    return header;
  }

  private static int headerSize(ByteBuffer file) {
    return file.getInt(FILE_HEADER_BYTES);
  }

  private static void requireReadable(ByteBuffer file, int bits) {
    int compression = file.getInt(30);
    boolean plainBits = bits == 1 || bits == 4 || bits == 8 || bits == 24 || bits == 32;
    boolean plainMasks = compression == UNCOMPRESSED || (bits == 32 && hasPlainMasks(file));
    if (!plainBits || !plainMasks) {
      throw Refusal.unreadable(
          "BMP of %d bits a pixel with compression %d is not read;"
              + " uncompressed with 1, 4, 8, 24 or 32 bits is",
          bits, Integer.toUnsignedLong(compression));
    }
  }

  /** Whether the colour masks say what 32 bits mean without masks. */
  private static boolean hasPlainMasks(ByteBuffer file) {
    return file.getInt(30) == BIT_FIELDS
        && file.capacity() >= RED_MASK_AT + MASK_BYTES
        && file.getInt(RED_MASK_AT) == RED
        && file.getInt(RED_MASK_AT + 4) == GREEN
        && file.getInt(RED_MASK_AT + 8) == BLUE;
  }

  private static int paletteSize(ByteBuffer file, int bits) {
    int used = file.getInt(46);
    if (used < 0 || used > 1 << bits) {
      throw Refusal.unreadable("the BMP header is damaged: its palette has no valid size");
    }
    return used == 0 ? 1 << bits : used;
  }

  private void requireInside(int fileLength, long claimedPixelsAt) {
    long paletteEnd = paletteAt + 4L * paletteSize;
    if (claimedPixelsAt < paletteEnd || claimedPixelsAt + (long) rowBytes() * height > fileLength) {
      throw truncated(fileLength);
    }
  }

  /** Bytes from one row to the next: rows are padded to four. */
  int rowBytes() {
    return (int) (((long) width * bits + 31) / 32 * 4);
  }

  private static RuntimeException truncated(int bytes) {
    return Refusal.unreadable("the BMP is truncated or damaged: it ends after %d bytes", bytes);
  }
}
