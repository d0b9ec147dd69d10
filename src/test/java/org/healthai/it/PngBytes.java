package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG file put together chunk by chunk, so that a test can also make a bad one. */
final class PngBytes {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte GREY = 0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PngBytes() {
    bytes.writeBytes(SIGNATURE);
  }

  /** Starts an 8-bit grey PNG; what follows need not keep what its header promises. */
  static PngBytes startGrey(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) 8)
            .put(GREY)
            .put(new byte[3])
            .array();
    return new PngBytes().chunk("IHDR", header);
  }

  /** A whole 8-bit grey PNG of these samples. */
  static byte[] ofGreys(int width, int height, byte[] greys) {
    return startGrey(width, height).greys(width, greys).end();
  }

  PngBytes greys(int width, byte[] greys) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int start = 0; start < greys.length; start += width) {
      rows.write(0); // filter: none
      rows.write(greys, start, width);
    }
    return chunk("IDAT", deflate(rows.toByteArray()));
  }

  PngBytes chunk(String type, byte[] data) {
    byte[] typeAndData =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 crc = new CRC32();
    crc.update(typeAndData);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    bytes.writeBytes(typeAndData);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  byte[] end() {
    chunk("IEND", new byte[0]);
    return bytes.toByteArray();
  }

  static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }
}
