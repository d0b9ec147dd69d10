package org.healthai.image.png;

import org.healthai.image.codec.SampleMath;

/** Turns the plain bytes of a PNG row into the samples of a film. */
@FunctionalInterface
interface RowWriter {

  /**
   * Writes {@code count} pixels.
   *
   * @param row holds the row's bytes from {@code from}
   * @param film the samples of the whole film
   * @param to index of the first pixel in {@code film}, in pixels
   * @param step from one pixel to the next, in pixels
   */
  void write(byte[] row, int from, int count, byte[] film, int to, int step);

  /** The writer of greys for files like {@code png}. */
  static RowWriter grey(PngFile png) {
    return isIndexed(png.header()) ? greyOfTable(png) : greyOfSamples(png.header());
  }

  /** The writer of red, green and blue for files like {@code png}. */
  static RowWriter rgb(PngFile png) {
    return isIndexed(png.header()) ? rgbOfTable(png) : rgbOfSamples(png.header());
  }

  private static boolean isIndexed(PngHeader header) {
    return header.channels() == 1 && header.bitDepth() <= 8;
  }

  private static RowWriter greyOfTable(PngFile png) {
    PixelTable table = PixelTable.of(png);
    return (row, from, count, film, to, step) -> {
      int at = to;
      for (int i = 0; i < count; i++) {
        film[at] = table.grey(table.index(row, from, i));
        at += step;
      }
    };
  }

  private static RowWriter rgbOfTable(PngFile png) {
    PixelTable table = PixelTable.of(png);
    return (row, from, count, film, to, step) -> {
      int at = to * 3;
      for (int i = 0; i < count; i++) {
        table.copyColour(table.index(row, from, i), film, at);
        at += step * 3;
      }
    };
  }

  private static RowWriter greyOfSamples(PngHeader header) {
    int pixelBytes = header.filterDistance();
    int sampleBytes = header.bitDepth() / 8;
    boolean coloured = header.channels() >= 3;
    return (row, from, count, film, to, step) -> {
      int source = from;
      int at = to;
      for (int i = 0; i < count; i++) {
        int first = sample(row, source, sampleBytes);
        film[at] =
            (byte)
                (coloured
                    ? SampleMath.luma(
                        first,
                        sample(row, source + sampleBytes, sampleBytes),
                        sample(row, source + 2 * sampleBytes, sampleBytes))
                    : first);
        source += pixelBytes;
        at += step;
      }
    };
  }

  private static RowWriter rgbOfSamples(PngHeader header) {
    int pixelBytes = header.filterDistance();
    int sampleBytes = header.bitDepth() / 8;
    int toNext = header.channels() >= 3 ? sampleBytes : 0;
    return (row, from, count, film, to, step) -> {
      int source = from;
      int at = to * 3;
      for (int i = 0; i < count; i++) {
        film[at] = (byte) sample(row, source, sampleBytes);
        film[at + 1] = (byte) sample(row, source + toNext, sampleBytes);
        film[at + 2] = (byte) sample(row, source + 2 * toNext, sampleBytes);
        source += pixelBytes;
        at += step * 3;
      }
    };
  }

  /** A sample scaled to 8 bit. */
  private static int sample(byte[] row, int at, int sampleBytes) {
    int high = row[at] & 0xFF;
    return sampleBytes == 1 ? high : SampleMath.eightBit((high << 8) | (row[at + 1] & 0xFF));
  }
}
