package org.healthai.image.png;

import java.util.List;

/** Inflates and unfilters the rows of a file, a block at a time, and hands them on. */
final class PngRows {
  /**
   * Inflating row by row would leave zlib's fast loop at the end of every row; in blocks of this
   * size it stays there, and block, rows and zlib's window still fit into a core's cache.
   */
  private static final int BLOCK_BYTES = 1 << 16;

  private final PngFile png;
  private final PngHeader header;

  PngRows(PngFile png) {
    this.png = png;
    this.header = png.header();
  }

  /** The rows as they are: for a film of 8-bit greys that is not interlaced. */
  void copyTo(byte[] film) {
    int width = header.width();
    ScanlineFilter filter = new ScanlineFilter(1, width);
    try (ImageData.Stream data = png.imageData().open()) {
      forEachRow(
          data,
          width,
          header.height(),
          (block, at, row) -> {
            if (row == 0) {
              filter.undoFirst(block, at, film, 0);
            } else {
              filter.undo(block, at, film, row * width, (row - 1) * width);
            }
          });
      data.requireEnd();
    }
  }

  /** All pixels, by way of {@code writer}. */
  void writeTo(byte[] film, RowWriter writer) {
    List<InterlacePass> passes = header.interlaced() ? InterlacePass.ADAM7 : InterlacePass.WHOLE;
    try (ImageData.Stream data = png.imageData().open()) {
      for (InterlacePass pass : passes) {
        writePass(data, pass, film, writer);
      }
      data.requireEnd();
    }
  }

  private void writePass(ImageData.Stream data, InterlacePass pass, byte[] film, RowWriter writer) {
    int columns = pass.columns(header.width());
    int rows = pass.rows(header.height());
    if (columns == 0 || rows == 0) {
      return;
    }
    int rowBytes = header.rowBytes(columns);
    ScanlineFilter filter = new ScanlineFilter(header.filterDistance(), rowBytes);
    byte[] twoRows = new byte[Math.multiplyExact(rowBytes, 2)];
    forEachRow(
        data,
        rowBytes,
        rows,
        (block, at, row) -> {
          int current = (row & 1) * rowBytes;
          if (row == 0) {
            filter.undoFirst(block, at, twoRows, current);
          } else {
            filter.undo(block, at, twoRows, current, rowBytes - current);
          }
          int first =
              (pass.firstRow() + row * pass.rowStep()) * header.width() + pass.firstColumn();
          writer.write(twoRows, current, columns, film, first, pass.columnStep());
        });
  }

  /** Sees the filtered bytes of one row: filter type and samples, at {@code at} of a block. */
  @FunctionalInterface
  private interface FilteredRow {
    void accept(byte[] block, int at, int row);
  }

  private static void forEachRow(
      ImageData.Stream data, int rowBytes, int rows, FilteredRow consumer) {
    int filteredBytes = Math.addExact(rowBytes, 1);
    int rowsInBlock = Math.min(rows, Math.max(1, BLOCK_BYTES / filteredBytes));
    byte[] block = new byte[rowsInBlock * filteredBytes];
    for (int row = 0; row < rows; row += rowsInBlock) {
      int count = Math.min(rowsInBlock, rows - row);
      data.readFully(block, 0, count * filteredBytes);
      for (int i = 0; i < count; i++) {
        consumer.accept(block, i * filteredBytes, row + i);
      }
    }
  }
}
