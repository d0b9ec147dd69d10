package org.healthai.image.tiff;

import java.util.Set;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SizeCheck;

/**
 * What the pixels of a TIFF are, restricted to the kinds we read: greys, palettes and RGB of
 * unsigned samples.
 *
 * @param width columns
 * @param height rows
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param samples of a pixel, alpha included
 * @param colours what the samples mean
 * @param compression as the file names it
 * @param planar whether each sample has a plane of its own
 * @param predictor 1, or 2 for horizontal differences
 * @param fillOrder 1, or 2 where the bits of a byte are reversed
 */
record TiffLayout(
    int width,
    int height,
    int bits,
    int samples,
    Colours colours,
    int compression,
    boolean planar,
    int predictor,
    int fillOrder) {

  /** What the samples of a pixel mean; the order is that of PhotometricInterpretation. */
  enum Colours {
    WHITE_IS_ZERO,
    BLACK_IS_ZERO,
    RGB,
    PALETTE
  }

  private static final int NONE = 1;
  private static final Set<Integer> FAX = Set.of(2, 3, 4);
  private static final Set<Integer> PREDICTABLE = Set.of(5, 8, 32946);
  private static final int PACK_BITS = 32773;
  private static final int ASSOCIATED_ALPHA = 1;
  private static final int UNSIGNED = 1;

  static TiffLayout of(TiffDirectory directory, SizeCheck sizeCheck) {
    long width = directory.value(TiffDirectory.IMAGE_WIDTH, 0);
    long height = directory.value(TiffDirectory.IMAGE_LENGTH, 0);
    if (width < 1 || height < 1) {
      throw Refusal.unreadable("the TIFF is damaged: its width or height is missing");
    }
    sizeCheck.require(width, height);
    int samples = oneOf(directory, TiffDirectory.SAMPLES_PER_PIXEL, 1, Set.of(1, 2, 3, 4));
    TiffLayout layout =
        new TiffLayout(
            (int) width,
            (int) height,
            bitsOf(directory, samples),
            samples,
            Colours.values()[oneOf(directory, TiffDirectory.PHOTOMETRIC, -1, Set.of(0, 1, 2, 3))],
            (int) directory.value(TiffDirectory.COMPRESSION, NONE),
            oneOf(directory, TiffDirectory.PLANAR_CONFIGURATION, 1, Set.of(1, 2)) == 2,
            oneOf(directory, TiffDirectory.PREDICTOR, 1, Set.of(1, 2)),
            oneOf(directory, TiffDirectory.FILL_ORDER, 1, Set.of(1, 2)));
    layout.requireSampleFormat(directory);
    layout.requireSamples();
    layout.requireCompression();
    return layout;
  }

  private static int bitsOf(TiffDirectory directory, int samples) {
    if (!directory.has(TiffDirectory.BITS_PER_SAMPLE)) {
      return 1;
    }
    long[] bits = directory.values(TiffDirectory.BITS_PER_SAMPLE, samples);
    for (long sampleBits : bits) {
      if (sampleBits != bits[0] || !Set.of(1L, 2L, 4L, 8L, 16L).contains(sampleBits)) {
        throw Refusal.unreadable(
            "TIFF samples of %d bits are not read; 1, 2, 4, 8 and 16 are", sampleBits);
      }
    }
    return (int) bits[0];
  }

  private static int oneOf(
      TiffDirectory directory, int tag, int whenMissing, Set<Integer> allowed) {
    long value = directory.value(tag, whenMissing);
    if (value > Integer.MAX_VALUE || !allowed.contains((int) value)) {
      throw Refusal.unreadable("TIFF with value %d in field %d is not read", value, tag);
    }
    return (int) value;
  }

  private void requireSampleFormat(TiffDirectory directory) {
    if (directory.value(TiffDirectory.SAMPLE_FORMAT, UNSIGNED) != UNSIGNED) {
      throw Refusal.unreadable("TIFF with signed or floating-point samples is not read");
    }
    if (directory.value(TiffDirectory.EXTRA_SAMPLES, 0) == ASSOCIATED_ALPHA) {
      throw Refusal.unreadable("TIFF whose colours are multiplied by alpha is not read");
    }
  }

  private void requireSamples() {
    boolean fits =
        switch (colours) {
          case WHITE_IS_ZERO, BLACK_IS_ZERO -> samples <= 2;
          case RGB -> samples >= 3;
          case PALETTE -> samples == 1 && bits <= 8;
        };
    if (!fits || (bits < 8 && samples > 1)) {
      throw Refusal.unreadable(
          "TIFF with %d samples of %d bits a pixel is not read", samples, bits);
    }
  }

  private void requireCompression() {
    boolean fits =
        FAX.contains(compression)
            ? bits == 1
            : compression == NONE || compression == PACK_BITS || PREDICTABLE.contains(compression);
    if (!fits) {
      throw Refusal.unreadable(
          "TIFF compression %d is not read; none, LZW, Deflate and PackBits are", compression);
    }
    if (predictor != 1 && (bits < 8 || !PREDICTABLE.contains(compression))) {
      throw Refusal.unreadable("the TIFF is damaged: its predictor does not fit");
    }
  }

  boolean compressed() {
    return compression != NONE;
  }

  /** Samples of a pixel that lie side by side. */
  int interleavedSamples() {
    return planar ? 1 : samples;
  }

  /** Bytes of {@code pixels} of a row of one plane, as stored. */
  long rowBytes(long pixels) {
    return (pixels * interleavedSamples() * bits + 7) / 8;
  }

  /** Bytes of the decompressed image in memory. */
  long rasterBytes() {
    return (long) width * height * samples * (bits == 16 ? 2 : 1);
  }
}
