package org.healthai.image;

/**
 * To which size a film is resized and which part of that the network sees.
 *
 * @param width columns after the resize
 * @param height rows after the resize
 * @param left first column that is kept
 * @param top first row that is kept
 */
record ResizeGeometry(int width, int height, int left, int top) {

  /**
   * The geometry torchvision uses for the same film: {@code Resize((h, w))}, or {@code Resize(s)}
   * and {@code CenterCrop((h, w))}, with its rounding: the longer side is truncated, the offset is
   * rounded half to even.
   */
  static ResizeGeometry of(int filmWidth, int filmHeight, Preprocessing preprocessing) {
    int wantedWidth = preprocessing.width();
    int wantedHeight = preprocessing.height();
    return switch (preprocessing.resize()) {
      case SQUASH -> new ResizeGeometry(wantedWidth, wantedHeight, 0, 0);
      case SHORTER_SIDE_CROP -> {
        int shorter = preprocessing.shorterSide();
        boolean upright = filmWidth <= filmHeight;
        int width = upright ? shorter : longerSide(shorter, filmWidth, filmHeight);
        int height = upright ? longerSide(shorter, filmHeight, filmWidth) : shorter;
        yield new ResizeGeometry(
            width, height, offset(width, wantedWidth), offset(height, wantedHeight));
      }
    };
  }

  private static int longerSide(int shorterResized, int longer, int shorter) {
    return (int) ((double) ((long) shorterResized * longer) / shorter);
  }

  private static int offset(int resized, int wanted) {
    return (int) Math.rint((resized - wanted) / 2.0);
  }
}
