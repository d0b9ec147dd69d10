package org.healthai.image.tiff;

import java.awt.image.Raster;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SampleMath;
import org.jspecify.annotations.Nullable;

/** Turns the samples of a TIFF into greys or red, green and blue of 8 bit. */
final class TiffPixels {
  private final TiffLayout layout;
  private final Raster raster;
  private final long @Nullable [] palette;

  TiffPixels(TiffDirectory directory, TiffLayout layout, Raster raster) {
    this.layout = layout;
    this.raster = raster;
    boolean paletted = layout.colours() == TiffLayout.Colours.PALETTE;
    this.palette = paletted ? directory.values(TiffDirectory.COLOR_MAP, 3 << layout.bits()) : null;
    if (raster.getWidth() != layout.width()
        || raster.getHeight() != layout.height()
        || raster.getNumBands() != layout.samples()) {
      throw new IllegalStateException("the TIFF reader changed the layout of its rasters");
    }
  }

  byte[] grey() {
    byte[] greys = new byte[layout.width() * layout.height()];
    forEachPixel(
        (pixel, rgb) ->
            greys[pixel] = (byte) SampleMath.luma(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF));
    return greys;
  }

  byte[] rgb() {
    byte[] colours = new byte[layout.width() * layout.height() * 3];
    forEachPixel(
        (pixel, rgb) -> {
          colours[pixel * 3] = (byte) (rgb >> 16);
          colours[pixel * 3 + 1] = (byte) (rgb >> 8);
          colours[pixel * 3 + 2] = (byte) rgb;
        });
    return colours;
  }

  /** Sees a pixel's index in the picture and its colour as 0xRRGGBB. */
  @FunctionalInterface
  private interface PixelSink {
    void accept(int pixel, int rgb);
  }

  private void forEachPixel(PixelSink sink) {
    int width = layout.width();
    int[] row = new int[width * layout.samples()];
    for (int y = 0; y < layout.height(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        sink.accept(y * width + x, rgb(row, x * layout.samples()));
      }
    }
  }

  private int rgb(int[] row, int at) {
    return switch (layout.colours()) {
      case WHITE_IS_ZERO -> 0x010101 * (255 - eightBit(row[at]));
      case BLACK_IS_ZERO -> 0x010101 * eightBit(row[at]);
      case RGB -> eightBit(row[at]) << 16 | eightBit(row[at + 1]) << 8 | eightBit(row[at + 2]);
      case PALETTE -> paletteColour(row[at]);
    };
  }

  private int eightBit(int sample) {
    return layout.bits() == 16
        ? SampleMath.eightBit(sample)
        : sample * 255 / ((1 << layout.bits()) - 1);
  }

  /** The palette's 16-bit entries lose their low byte, as in Pillow. */
  private int paletteColour(int index) {
    if (palette == null) {
      throw Refusal.unreadable("the TIFF needs a palette and has none");
    }
    int count = 1 << layout.bits();
    return (int) (palette[index] >> 8) << 16
        | (int) (palette[count + index] >> 8) << 8
        | (int) (palette[2 * count + index] >> 8);
  }
}
