package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Files that are made to hurt whoever decodes them without care. */
final class HostileFilms {
  private static final int MEBIBYTE = 1 << 20;
  private static final int ADLER_MODULUS = 65521;

  private HostileFilms() {}

  /** A few hundred bytes that promise 3.6 billion pixels. */
  static byte[] hugePng() {
    return PngBytes.startGrey(60_000, 60_000).chunk("IDAT", PngBytes.deflate(new byte[1000])).end();
  }

  /** The same promise by a JPEG: a real one with another size in its frame header. */
  static byte[] hugeJpeg() {
    byte[] jpeg = Films.drawnJpeg(1);
    int frame = indexOfFrameHeader(jpeg);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
    return jpeg;
  }

  /** A film with a compressed text chunk of 1 MB that inflates to 1 GiB. */
  static byte[] compressedTextBomb() {
    return withChunkBeforePixels("zTXt", concat(ascii("Comment\0\0"), gibibyteOfZeros()));
  }

  /** The same in an international text chunk. */
  static byte[] internationalTextBomb() {
    return withChunkBeforePixels("iTXt", concat(ascii("Comment\0\1\0\0\0"), gibibyteOfZeros()));
  }

  /** The same in a colour profile. */
  static byte[] colourProfileBomb() {
    return withChunkBeforePixels("iCCP", concat(ascii("profile\0\0"), gibibyteOfZeros()));
  }

  /** A small film whose pixel data go on for 1 GiB. */
  static byte[] pixelBomb() {
    return PngBytes.startGrey(256, 256).chunk("IDAT", gibibyteOfZeros()).end();
  }

  static byte[] firstHalf(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  private static byte[] withChunkBeforePixels(String type, byte[] data) {
    return PngBytes.startGrey(256, 256).chunk(type, data).greys(256, new byte[256 * 256]).end();
  }

  /**
   * A zlib stream of 1 GiB of zeros (RFC 1950), made in no time: a fully flushed block does not
   * depend on what was before it and can be repeated.
   */
  private static byte[] gibibyteOfZeros() {
    int blocks = 1024;
    byte[] block = fullyFlushedBlock();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(new byte[] {0x78, (byte) 0x9c});
    for (int i = 0; i < blocks; i++) {
      stream.writeBytes(block);
    }
    stream.writeBytes(new byte[] {3, 0}); // the last block, empty
    int sum = (int) ((long) blocks * MEBIBYTE % ADLER_MODULUS);
    stream.writeBytes(ByteBuffer.allocate(4).putInt(sum << 16 | 1).array());
    return stream.toByteArray();
  }

  private static byte[] fullyFlushedBlock() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[MEBIBYTE]);
    byte[] buffer = new byte[8192];
    int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  private static int indexOfFrameHeader(byte[] jpeg) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
    throw new IllegalStateException("a baseline JPEG has a frame header");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }
}
