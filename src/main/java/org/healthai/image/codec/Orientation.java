package org.healthai.image.codec;

/**
 * The eight ways a camera or scanner stores an upright picture (EXIF and TIFF tag 274). Applying
 * one equals Pillow's {@code ImageOps.exif_transpose}.
 */
public enum Orientation {
  /** 1: as it is. */
  UPRIGHT(false, false, false),
  /** 2: left and right are exchanged. */
  MIRRORED(false, true, false),
  /** 3: upside down. */
  ROTATED_180(false, true, true),
  /** 4: top and bottom are exchanged. */
  FLIPPED(false, false, true),
  /** 5: rows are columns. */
  TRANSPOSED(true, false, false),
  /** 6: turn clockwise by a quarter to see it upright. */
  ROTATED_90(true, true, false),
  /** 7: rows are columns, and upside down. */
  TRANSVERSED(true, true, true),
  /** 8: turn counter-clockwise by a quarter to see it upright. */
  ROTATED_270(true, false, true);

  private final boolean transposes;
  private final boolean mirrorsColumns;
  private final boolean mirrorsRows;

  Orientation(boolean transposes, boolean mirrorsColumns, boolean mirrorsRows) {
    this.transposes = transposes;
    this.mirrorsColumns = mirrorsColumns;
    this.mirrorsRows = mirrorsRows;
  }

  /** The orientation of a tag's value; unknown values mean upright, as in Pillow. */
  public static Orientation ofTag(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /** Whether width and height change places. */
  public boolean transposes() {
    return transposes;
  }

  /**
   * Turns stored pixels upright.
   *
   * @param stored rows of {@code width} pixels of {@code channels} samples
   * @return {@code stored} itself when it is upright, else a new array of the same length
   */
  public byte[] apply(byte[] stored, int width, int height, int channels) {
    if (this == UPRIGHT) {
      return stored;
    }
    int uprightWidth = transposes ? height : width;
    int uprightHeight = transposes ? width : height;
    int columnStep = channels * (mirrorsColumns ? -1 : 1) * (transposes ? width : 1);
    int rowStep = channels * (mirrorsRows ? -1 : 1) * (transposes ? 1 : width);
    int first =
        (mirrorsColumns ? -columnStep * (uprightWidth - 1) : 0)
            + (mirrorsRows ? -rowStep * (uprightHeight - 1) : 0);
    byte[] upright = new byte[stored.length];
    int to = 0;
    for (int row = 0; row < uprightHeight; row++) {
      int from = first + row * rowStep;
      for (int column = 0; column < uprightWidth; column++) {
        for (int channel = 0; channel < channels; channel++) {
          upright[to++] = stored[from + channel];
        }
        from += columnStep;
      }
    }
    return upright;
  }
}
