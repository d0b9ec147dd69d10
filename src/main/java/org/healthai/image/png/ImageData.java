package org.healthai.image.png;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.healthai.image.codec.Refusal;

/** The IDAT chunks of a file: one zlib stream in pieces. */
final class ImageData {
  private final byte[] file;
  private int[] pieces = new int[16];
  private int used;

  ImageData(byte[] file) {
    this.file = file;
  }

  void add(int at, int length) {
    if (used == pieces.length) {
      pieces = Arrays.copyOf(pieces, used * 2);
    }
    pieces[used++] = at;
    pieces[used++] = length;
  }

  boolean isEmpty() {
    return used == 0;
  }

  /** A new pass over the inflated bytes; close it to free native memory. */
  Stream open() {
    return new Stream();
  }

  /** Inflates piece by piece, no byte more than it is asked for. */
  final class Stream implements AutoCloseable {
    private final Inflater inflater = new Inflater();
    private int next;

    private Stream() {}

    /** Fills {@code length} bytes of {@code to}. */
    void readFully(byte[] to, int at, int length) {
      int end = at + length;
      int position = at;
      while (position < end) {
        int count = inflate(to, position, end - position);
        if (count == 0) {
          throw Refusal.unreadable("the PNG is truncated: its pixels are incomplete");
        }
        position += count;
      }
    }

    /** Checks that the stream ends here, its checksum included. */
    void requireEnd() {
      if (inflate(new byte[1], 0, 1) != 0) {
        throw Refusal.unreadable("the PNG is damaged: it holds more pixels than its header says");
      }
      if (!inflater.finished()) {
        throw Refusal.unreadable("the PNG is truncated: its pixels end without a checksum");
      }
    }

    /** Inflates up to {@code length} bytes; 0 at the end. */
    private int inflate(byte[] to, int at, int length) {
      try {
        int count = inflater.inflate(to, at, length);
        while (count == 0 && inflater.needsInput() && next < used) {
          inflater.setInput(file, pieces[next], pieces[next + 1]);
          next += 2;
          count = inflater.inflate(to, at, length);
        }
        return count;
      } catch (DataFormatException e) {
        throw Refusal.unreadable(e, "the PNG is damaged: its pixels cannot be inflated");
      }
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
