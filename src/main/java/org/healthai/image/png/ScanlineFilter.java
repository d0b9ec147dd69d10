package org.healthai.image.png;

import org.healthai.image.codec.Refusal;

/**
 * Undoes the filters of PNG 9.2 for one row.
 *
 * <p>The filtered bytes come from one array, the plain rows lie in another; {@code distance} is the
 * number of bytes from a sample to its left neighbour.
 */
final class ScanlineFilter {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private final int distance;
  private final int length;

  ScanlineFilter(int distance, int length) {
    this.distance = distance;
    this.length = length;
  }

  /**
   * Undoes the first row of a pass, above which all is zero.
   *
   * @param filtered filter type, then {@code length} bytes, from {@code from}
   */
  void undoFirst(byte[] filtered, int from, byte[] rows, int row) {
    switch (filtered[from]) {
      case NONE, UP -> System.arraycopy(filtered, from + 1, rows, row, length);
      case SUB, PAETH -> undoSub(filtered, from + 1, rows, row);
      case AVERAGE -> undoFirstAverage(filtered, from + 1, rows, row);
      default -> throw unknownFilter(filtered[from]);
    }
  }

  /** Undoes a row of which the one above lies at {@code above}. */
  void undo(byte[] filtered, int from, byte[] rows, int row, int above) {
    switch (filtered[from]) {
      case NONE -> System.arraycopy(filtered, from + 1, rows, row, length);
      case SUB -> undoSub(filtered, from + 1, rows, row);
      case UP -> undoUp(filtered, from + 1, rows, row, above);
      case AVERAGE -> undoAverage(filtered, from + 1, rows, row, above);
      case PAETH -> undoPaeth(filtered, from + 1, rows, row, above);
      default -> throw unknownFilter(filtered[from]);
    }
  }

  private void undoSub(byte[] filtered, int from, byte[] rows, int row) {
    System.arraycopy(filtered, from, rows, row, distance);
    for (int i = distance; i < length; i++) {
      rows[row + i] = (byte) (filtered[from + i] + rows[row + i - distance]);
    }
  }

  private void undoUp(byte[] filtered, int from, byte[] rows, int row, int above) {
    for (int i = 0; i < length; i++) {
      rows[row + i] = (byte) (filtered[from + i] + rows[above + i]);
    }
  }

  private void undoFirstAverage(byte[] filtered, int from, byte[] rows, int row) {
    System.arraycopy(filtered, from, rows, row, distance);
    for (int i = distance; i < length; i++) {
      rows[row + i] = (byte) (filtered[from + i] + ((rows[row + i - distance] & 0xFF) >> 1));
    }
  }

  private void undoAverage(byte[] filtered, int from, byte[] rows, int row, int above) {
    for (int i = 0; i < distance; i++) {
      rows[row + i] = (byte) (filtered[from + i] + ((rows[above + i] & 0xFF) >> 1));
    }
    for (int i = distance; i < length; i++) {
      int sum = (rows[row + i - distance] & 0xFF) + (rows[above + i] & 0xFF);
      rows[row + i] = (byte) (filtered[from + i] + (sum >> 1));
    }
  }

  private void undoPaeth(byte[] filtered, int from, byte[] rows, int row, int above) {
    if (distance == 1) {
      undoPaethOfBytes(filtered, from, rows, row, above);
      return;
    }
    for (int i = 0; i < distance; i++) {
      rows[row + i] = (byte) (filtered[from + i] + rows[above + i]);
    }
    for (int i = distance; i < length; i++) {
      int left = rows[row + i - distance] & 0xFF;
      int up = rows[above + i] & 0xFF;
      int upLeft = rows[above + i - distance] & 0xFF;
      rows[row + i] = (byte) (filtered[from + i] + paeth(left, up, upLeft));
    }
  }

  /** The common case of 8-bit greys: the neighbours stay in registers. */
  private void undoPaethOfBytes(byte[] filtered, int from, byte[] rows, int row, int above) {
    int left = 0;
    int upLeft = 0;
    for (int i = 0; i < length; i++) {
      int up = rows[above + i] & 0xFF;
      left = (filtered[from + i] + paeth(left, up, upLeft)) & 0xFF;
      rows[row + i] = (byte) left;
      upLeft = up;
    }
  }

  /**
   * The predictor of ISO/IEC 15948, 9.4, without branches that a noisy film makes unpredictable:
   * the threshold tells which of the three is nearest to left + up - upLeft.
   */
  static int paeth(int left, int up, int upLeft) {
    int low = Math.min(left, up);
    int high = Math.max(left, up);
    int threshold = 3 * upLeft - (left + up);
    int middle = low + ((upLeft - low) & ((threshold - high) >> 31));
    return high + ((middle - high) & ((low - threshold) >> 31));
  }

  private static RuntimeException unknownFilter(int type) {
    return Refusal.unreadable("the PNG is damaged: filter %d does not exist", type & 0xFF);
  }
}
