package org.healthai.job.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Remembers the last bytes of a stream, to read a ZIP's end record from them (APPNOTE 6.3.10,
 * 4.3.14 to 4.3.16). One thread.
 */
final class ZipEnd extends FilterInputStream {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRIES_AT = 10;
  private static final int COMMENT_LENGTH_AT = 20;
  private static final int END_64_SIGNATURE = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRIES_64_AT = 32;
  private static final int IN_END_64 = 0xFFFF;

  /** The end records and the longest comment. */
  private static final int TAIL_BYTES = END_64_BYTES + LOCATOR_BYTES + END_BYTES + 0xFFFF;

  private final byte[] ring = new byte[TAIL_BYTES];
  private long count;

  ZipEnd(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      keep(target, offset, read);
      count += read;
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    byte[] skipped = new byte[(int) Math.min(bytes, ring.length)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  private void keep(byte[] source, int offset, int length) {
    int kept = Math.min(length, ring.length);
    int from = offset + length - kept;
    int at = (int) ((count + length - kept) % ring.length);
    int first = Math.min(kept, ring.length - at);
    System.arraycopy(source, from, ring, at, first);
    System.arraycopy(source, from + first, ring, 0, kept - first);
  }

  /** Bytes that were read. */
  long count() {
    return count;
  }

  /**
   * Reads to the end and compares what it says.
   *
   * @param entries entries that were seen
   * @throws HealthAiException MALFORMED_REQUEST when there is no end, or it tells of another number
   */
  void requireWhole(long entries) throws IOException {
    byte[] chunk = new byte[8192];
    int read = read(chunk, 0, chunk.length);
    while (read >= 0) {
      read = read(chunk, 0, chunk.length);
    }
    if (told(tail()) != entries) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST,
          "this is no ZIP, or it is cut off or damaged; no job was made");
    }
  }

  private ByteBuffer tail() {
    int length = (int) Math.min(count, ring.length);
    byte[] tail = new byte[length];
    for (int i = 0; i < length; i++) {
      tail[i] = ring[(int) ((count - length + i) % ring.length)];
    }
    return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many entries the end tells of; -1 where there is none. */
  private static long told(ByteBuffer tail) {
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + COMMENT_LENGTH_AT))
              == tail.limit()) {
        int entries = Short.toUnsignedInt(tail.getShort(at + ENTRIES_AT));
        return entries == IN_END_64 ? told64(tail, at, entries) : entries;
      }
    }
    return -1;
  }

  private static long told64(ByteBuffer tail, int endAt, int otherwise) {
    int at = endAt - LOCATOR_BYTES - END_64_BYTES;
    return at >= 0 && tail.getInt(at) == END_64_SIGNATURE
        ? tail.getLong(at + ENTRIES_64_AT)
        : otherwise;
  }
}
