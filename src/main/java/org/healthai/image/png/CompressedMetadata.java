package org.healthai.image.png;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.healthai.image.codec.Refusal;

/**
 * Weighs the compressed text and colour profiles of a PNG (PNG 11.3.2.3, 11.3.3). Nothing of them
 * is used, but whoever opens the file elsewhere inflates them: a film that carries a zip bomb is
 * refused.
 *
 * <p>Inflates into a small buffer that is thrown away, at most {@value #MAX_BYTES} bytes for a
 * whole file (a few milliseconds), however many chunks it has. One instance a file, for one thread.
 */
final class CompressedMetadata {
  static final int MAX_BYTES = 4 << 20;

  private static final int ZTXT = 0x7A545874;
  private static final int ITXT = 0x69545874;
  private static final int ICCP = 0x69434350;
  private static final int SCRATCH_BYTES = 8192;

  private final byte[] file;
  private int inflated;

  CompressedMetadata(byte[] file) {
    this.file = file;
  }

  /**
   * Weighs a chunk, if it is one that can hold compressed data.
   *
   * @throws org.healthai.error.HealthAiException IMAGE_UNREADABLE when the file's metadata become
   *     too large; a stream that does not inflate is nobody's harm and is passed over
   */
  void weigh(int type, int at, int length) {
    int end = at + length;
    int keywordEnd = nextZero(at, end);
    switch (type) {
      case ZTXT, ICCP -> inflate(keywordEnd + 2, end);
      case ITXT -> {
        if (keywordEnd + 1 < end && file[keywordEnd + 1] == 1) {
          int languageEnd = nextZero(keywordEnd + 3, end);
          inflate(nextZero(languageEnd + 1, end) + 1, end);
        }
      }
      default -> {
        // plain data
      }
    }
  }

  private int nextZero(int from, int end) {
    int at = from;
    while (at < end && file[at] != 0) {
      at++;
    }
    return at;
  }

  private void inflate(int from, int end) {
    if (from >= end) {
      return;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file, from, end - from);
      drain(inflater);
    } catch (DataFormatException noStream) {
      // what came out before it broke is counted like the rest
    } finally {
      inflated += inflater.getTotalOut();
      inflater.end();
    }
    if (inflated > MAX_BYTES) {
      throw Refusal.unreadable(
          "the PNG carries text or a colour profile that inflates to more than %d bytes",
          MAX_BYTES);
    }
  }

  private void drain(Inflater inflater) throws DataFormatException {
    byte[] scratch = new byte[SCRATCH_BYTES];
    while (inflater.inflate(scratch) > 0) {
      if (inflated + inflater.getTotalOut() > MAX_BYTES) {
        return;
      }
    }
  }
}
