package org.healthai.image.png;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.codec.ExifOrientation;
import org.healthai.image.codec.Orientation;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SizeCheck;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG file (PNG 5.3, 5.6), each verified by its checksum.
 *
 * <p>Of the ancillary chunks only {@code eXIf} is looked into; compressed text and colour profiles
 * are weighed ({@link CompressedMetadata}) and passed over. Bytes after {@code IEND} are ignored.
 */
final class PngFile {
  private static final int SIGNATURE_BYTES = 8;
  private static final int FRAME_BYTES = 12;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int EXIF = 0x65584966;
  private static final int ANIMATION = 0x6163544C;
  private static final int ANCILLARY_BIT = 0x20000000;

  private final byte[] file;
  private final ImageData imageData;
  private final CompressedMetadata metadata;
  private final PngHeader header;
  private Orientation orientation = Orientation.UPRIGHT;
  private byte @Nullable [] palette;

  private PngFile(byte[] file) {
    this.file = file;
    this.imageData = new ImageData(file);
    this.metadata = new CompressedMetadata(file);
    int at = SIGNATURE_BYTES;
    if (chunkLength(at) != PngHeader.BYTES || chunkType(at) != IHDR) {
      throw Refusal.unreadable("the PNG does not begin with its header");
    }
    this.header = PngHeader.read(file, at + 8);
  }

  /** Walks all chunks. */
  static PngFile read(byte[] file, SizeCheck sizeCheck) {
    PngFile png = new PngFile(file);
    sizeCheck.require(png.header.width(), png.header.height());
    int at = SIGNATURE_BYTES + FRAME_BYTES + PngHeader.BYTES;
    int type;
    do {
      int length = png.chunkLength(at);
      type = png.chunkType(at);
      png.take(type, at + 8, length);
      at += FRAME_BYTES + length;
    } while (type != IEND);
    png.requireImageData();
    return png;
  }

  PngHeader header() {
    return header;
  }

  Orientation orientation() {
    return orientation;
  }

  ImageData imageData() {
    return imageData;
  }

  /** Red, green, blue of each entry; empty when the file has none. */
  byte[] palette() {
    return palette == null ? new byte[0] : palette;
  }

  /** The verified length of the chunk that starts at {@code at}. */
  private int chunkLength(int at) {
    if (at > file.length - FRAME_BYTES) {
      throw truncated();
    }
    int length = intAt(at);
    if (length < 0 || length > file.length - at - FRAME_BYTES) {
      throw truncated();
    }
    CRC32 checksum = new CRC32();
    checksum.update(file, at + 4, length + 4);
    if ((int) checksum.getValue() != intAt(at + 8 + length)) {
      throw Refusal.unreadable(
          "the PNG is damaged: the checksum of the chunk at byte %d is wrong", at);
    }
    return length;
  }

  private int chunkType(int at) {
    return intAt(at + 4);
  }

  private void take(int type, int at, int length) {
    switch (type) {
      case IHDR -> throw Refusal.unreadable("the PNG has a second header");
      case PLTE -> palette = readPalette(at, length);
      case IDAT -> imageData.add(at, length);
      case EXIF -> orientation = ExifOrientation.find(file, at, length);
      case ANIMATION -> requireOnePicture(at, length);
      default -> {
        if (type != IEND && (type & ANCILLARY_BIT) == 0) {
          throw Refusal.unreadable("the PNG has a critical chunk that no standard knows");
        }
        metadata.weigh(type, at, length);
      }
    }
  }

  private byte[] readPalette(int at, int length) {
    if (length == 0 || length > 256 * 3 || length % 3 != 0 || palette != null) {
      throw Refusal.unreadable("the PNG palette is damaged: it has %d bytes", length);
    }
    byte[] colours = new byte[length];
    System.arraycopy(file, at, colours, 0, length);
    return colours;
  }

  private void requireOnePicture(int at, int length) {
    int pictures = length < 4 ? 0 : intAt(at);
    if (pictures != 1) {
      throw new HealthAiException(
          ErrorCode.UNSUPPORTED_IMAGE,
          "animated PNG is not read: send one film a file, not " + pictures + " pictures");
    }
  }

  private void requireImageData() {
    if (imageData.isEmpty()) {
      throw Refusal.unreadable("the PNG holds no pixels");
    }
    if (header.colourType() == PngHeader.ColourType.PALETTE && palette == null) {
      throw Refusal.unreadable("the PNG needs a palette and has none");
    }
  }

  private int intAt(int at) {
    return ByteBuffer.wrap(file).getInt(at);
  }

  private HealthAiException truncated() {
    return Refusal.unreadable("the PNG is truncated: it ends after %d bytes", file.length);
  }
}
