package org.healthai.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files chunk by chunk, right or wrong. */
final class PngBytes {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int FRAME_BYTES = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PngBytes() {
    bytes.writeBytes(SIGNATURE);
  }

  /** A chunk with its right checksum. */
  PngBytes chunk(String type, byte... data) {
    byte[] typeBytes = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(typeBytes);
    checksum.update(data);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    bytes.writeBytes(typeBytes);
    bytes.writeBytes(data);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return this;
  }

  PngBytes header(int width, int height, int bitDepth, int colourType) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bitDepth)
            .put((byte) colourType)
            .array());
  }

  /** Deflated {@code length} zero bytes. */
  PngBytes zeros(int length) {
    return chunk("IDAT", deflatedZeros(length));
  }

  byte[] end() {
    return chunk("IEND").toByteArray();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  static byte[] deflatedZeros(int length) {
    return deflated(new byte[length]);
  }

  static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(rows);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** The same file with every checksum made right, as far as its chunks can be followed. */
  static byte[] withRightChecksums(byte[] png) {
    byte[] repaired = png.clone();
    ByteBuffer buffer = ByteBuffer.wrap(repaired);
    int at = SIGNATURE.length;
    while (at <= repaired.length - FRAME_BYTES) {
      int length = buffer.getInt(at);
      if (length < 0 || length > repaired.length - at - FRAME_BYTES) {
        return repaired;
      }
      CRC32 checksum = new CRC32();
      checksum.update(repaired, at + 4, length + 4);
      buffer.putInt(at + 8 + length, (int) checksum.getValue());
      at += FRAME_BYTES + length;
    }
    return repaired;
  }
}
