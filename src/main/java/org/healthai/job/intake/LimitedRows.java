package org.healthai.job.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The text of a table for a parser that keeps a row whole: one whose quote is never closed would
 * fill the heap. One thread.
 */
final class LimitedRows extends FilterReader {
  /** Several times what a path and two references take, and what the parser reads ahead. */
  private static final int MAX_ROW = 32_000;

  private int count;

  LimitedRows(Reader table) {
    super(table);
  }

  /** A row was handed out. */
  void beginRow() {
    count = 0;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, Math.min(length, MAX_ROW));
    count(Math.max(read, 0));
    return read;
  }

  private void count(int more) {
    count += more;
    if (count > MAX_ROW) {
      throw ManifestFilms.malformed(
          "a row of the manifest has more than %d characters".formatted(MAX_ROW), null);
    }
  }
}
