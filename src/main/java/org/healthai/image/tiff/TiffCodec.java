package org.healthai.image.tiff;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.codec.EncodedImage;
import org.healthai.image.codec.ImageCodec;
import org.healthai.image.codec.Orientation;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SizeCheck;

/**
 * Reads TIFF: greys, palettes and RGB of up to 16 bits, in strips or tiles, uncompressed or by LZW,
 * Deflate, PackBits or (bi-level) fax.
 *
 * <p>Alpha is dropped, unless the colours were multiplied by it: that is refused, like any second
 * full-size picture in the file, since nobody could say which of them was answered. Greys whose
 * white is zero are inverted, those of 16 bit too, where Pillow leaves them as they are. Decoding
 * allocates the decompressed samples, at most {@value #MAX_RASTER_BYTES} bytes, besides the result
 * and a copy of the file.
 */
public final class TiffCodec implements ImageCodec {
  private static final long MAX_RASTER_BYTES = 128 << 20;

  /** Bits of NewSubfileType: a smaller version of another picture, and a mask for one. */
  private static final int PREVIEW_OR_MASK = 1 | 4;

  @Override
  public EncodedImage open(byte[] encoded, SizeCheck sizeCheck) {
    TiffDirectory directory = TiffDirectory.first(encoded);
    TiffLayout layout = TiffLayout.of(directory, sizeCheck);
    requireOnePicture(directory);
    if (layout.rasterBytes() > MAX_RASTER_BYTES) {
      throw new HealthAiException(
          ErrorCode.IMAGE_TOO_LARGE,
          "the TIFF decompresses to %d bytes, the limit is %d"
              .formatted(layout.rasterBytes(), MAX_RASTER_BYTES));
    }
    byte[] plain = PlainTiff.of(encoded, directory, layout, TiffBlocks.of(directory, layout));
    return new EncodedTiff(directory, layout, plain);
  }

  private static void requireOnePicture(TiffDirectory first) {
    if (first.hasNext()) {
      long subfileType = first.next().value(TiffDirectory.NEW_SUBFILE_TYPE, 0);
      if ((subfileType & PREVIEW_OR_MASK) == 0) {
        throw Refusal.unreadable("the TIFF has several pages: send one film a file");
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record EncodedTiff(TiffDirectory directory, TiffLayout layout, byte[] plain)
      implements EncodedImage {
    @Override
    public int width() {
      return layout.width();
    }

    @Override
    public int height() {
      return layout.height();
    }

    @Override
    public Orientation orientation() {
      return Orientation.ofTag((int) directory.value(TiffDirectory.ORIENTATION, 1));
    }

    @Override
    public byte[] grey() {
      return new TiffPixels(directory, layout, TiffRaster.decode(plain)).grey();
    }

    @Override
    public byte[] rgb() {
      return new TiffPixels(directory, layout, TiffRaster.decode(plain)).rgb();
    }
  }
}
