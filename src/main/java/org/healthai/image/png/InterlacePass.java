package org.healthai.image.png;

import java.util.List;

/**
 * Which pixels of a film come in one pass (PNG 8.2): those of every {@code rowStep}-th row from
 * {@code firstRow} and every {@code columnStep}-th column from {@code firstColumn}.
 */
record InterlacePass(int firstColumn, int firstRow, int columnStep, int rowStep) {
  /** The one pass of a film that is not interlaced. */
  static final List<InterlacePass> WHOLE = List.of(new InterlacePass(0, 0, 1, 1));

  /** The seven passes of an interlaced film, in the order of the file. */
  static final List<InterlacePass> ADAM7 =
      List.of(
          new InterlacePass(0, 0, 8, 8),
          new InterlacePass(4, 0, 8, 8),
          new InterlacePass(0, 4, 4, 8),
          new InterlacePass(2, 0, 4, 4),
          new InterlacePass(0, 2, 2, 4),
          new InterlacePass(1, 0, 2, 2),
          new InterlacePass(0, 1, 1, 2));

  /** Pixels in a row of this pass, of a film {@code width} wide; may be 0. */
  int columns(int width) {
    return (width - firstColumn + columnStep - 1) / columnStep;
  }

  /** Rows of this pass, of a film {@code height} high; may be 0. */
  int rows(int height) {
    return (height - firstRow + rowStep - 1) / rowStep;
  }
}
