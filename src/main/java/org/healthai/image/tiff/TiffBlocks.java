package org.healthai.image.tiff;

import org.healthai.image.codec.Refusal;

/**
 * Where the pixels of a TIFF lie: strips, or tiles, all of them inside the file.
 *
 * @param tiled whether they are tiles
 * @param width columns of each
 * @param height rows of each
 * @param offsets where each starts
 * @param byteCounts how long each is
 */
@SuppressWarnings("ArrayRecordComponent")
record TiffBlocks(boolean tiled, int width, int height, long[] offsets, long[] byteCounts) {
  /**
   * How much larger than the picture its tiles may be together: enough for any real tiling, too
   * little for a small picture to cost the decompression of a huge one.
   */
  private static final long MAX_PADDING_FACTOR = 4;

  private static final long FREE_PADDING_PIXELS = 1 << 20;

  /** Strips of one row and tiles of 16 x 16 pixels, the smallest of the standard, stay below. */
  private static final long MAX_BLOCKS = 1 << 20;

  static TiffBlocks of(TiffDirectory directory, TiffLayout layout) {
    boolean tiled = directory.has(TiffDirectory.TILE_OFFSETS);
    long width = tiled ? directory.value(TiffDirectory.TILE_WIDTH, 0) : layout.width();
    long height =
        tiled
            ? directory.value(TiffDirectory.TILE_LENGTH, 0)
            : Math.min(
                layout.height(), directory.value(TiffDirectory.ROWS_PER_STRIP, layout.height()));
    if (width < 1 || height < 1) {
      throw Refusal.unreadable("the TIFF is damaged: its strips or tiles have no size");
    }
    long across = (layout.width() + width - 1) / width;
    long down = (layout.height() + height - 1) / height;
    requireLittlePadding(across * down, width, height, layout);
    int count = requireFew(across * down * (layout.planar() ? layout.samples() : 1));
    TiffBlocks blocks =
        new TiffBlocks(
            tiled,
            (int) width,
            (int) height,
            directory.values(
                tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, count),
            directory.values(
                tiled ? TiffDirectory.TILE_BYTE_COUNTS : TiffDirectory.STRIP_BYTE_COUNTS, count));
    blocks.requireInside(directory.fileLength());
    if (!layout.compressed()) {
      blocks.requireWhole(layout);
    }
    return blocks;
  }

  private static void requireLittlePadding(
      long blocks, long width, long height, TiffLayout layout) {
    long allowed = MAX_PADDING_FACTOR * layout.width() * layout.height() + FREE_PADDING_PIXELS;
    if (width > allowed || height > allowed || width * height > allowed / blocks) {
      throw Refusal.unreadable(
          "the TIFF has tiles of %d x %d pixels for a picture of %d x %d",
          width, height, layout.width(), layout.height());
    }
  }

  private static int requireFew(long blocks) {
    if (blocks > MAX_BLOCKS) {
      throw Refusal.unreadable(
          "the TIFF has %d strips or tiles, at most %d are read", blocks, MAX_BLOCKS);
    }
    return (int) blocks;
  }

  /** Together they are no longer than the file either: one piece of it is decompressed once. */
  private void requireInside(int fileLength) {
    long total = 0;
    for (int i = 0; i < offsets.length; i++) {
      total += byteCounts[i];
      if (byteCounts[i] == 0 || offsets[i] + byteCounts[i] > fileLength) {
        throw TiffDirectory.truncated(fileLength);
      }
    }
    if (total > fileLength) {
      throw Refusal.unreadable("the TIFF is damaged: its strips or tiles overlap");
    }
  }

  private void requireWhole(TiffLayout layout) {
    long rowBytes = layout.rowBytes(width);
    int blocksOfPlane = offsets.length / (layout.planar() ? layout.samples() : 1);
    int lastHeight = layout.height() - (layout.height() - 1) / height * height;
    for (int i = 0; i < byteCounts.length; i++) {
      boolean shorter = !tiled && (i + 1) % blocksOfPlane == 0;
      if (byteCounts[i] < rowBytes * (shorter ? lastHeight : height)) {
        throw Refusal.unreadable("the TIFF is truncated: a strip has %d bytes", byteCounts[i]);
      }
    }
  }
}
