package org.healthai.image.png;

import org.healthai.image.codec.EncodedImage;
import org.healthai.image.codec.ImageCodec;
import org.healthai.image.codec.Orientation;
import org.healthai.image.codec.SizeCheck;

/**
 * Reads PNG of every colour type and bit depth, interlaced or not.
 *
 * <p>Alpha and transparent colours are dropped, not blended; gamma and colour profiles are ignored:
 * what Pillow does. Refused: a wrong checksum anywhere, a truncated file, more or fewer pixels than
 * the header says, animations. Decoding allocates the samples that are returned plus less than 200
 * KB and four rows.
 */
public final class PngCodec implements ImageCodec {

  @Override
  public EncodedImage open(byte[] encoded, SizeCheck sizeCheck) {
    return new EncodedPng(PngFile.read(encoded, sizeCheck));
  }

  private record EncodedPng(PngFile png) implements EncodedImage {
    @Override
    public int width() {
      return png.header().width();
    }

    @Override
    public int height() {
      return png.header().height();
    }

    @Override
    public Orientation orientation() {
      return png.orientation();
    }

    @Override
    public byte[] grey() {
      byte[] film = new byte[Math.multiplyExact(png.header().width(), png.header().height())];
      if (isPlainGrey(png.header())) {
        new PngRows(png).copyTo(film);
      } else {
        new PngRows(png).writeTo(film, RowWriter.grey(png));
      }
      return film;
    }

    @Override
    public byte[] rgb() {
      int pixels = Math.multiplyExact(png.header().width(), png.header().height());
      byte[] film = new byte[Math.multiplyExact(pixels, 3)];
      new PngRows(png).writeTo(film, RowWriter.rgb(png));
      return film;
    }

    /** Whether the file's rows, unfiltered, are the film. */
    private static boolean isPlainGrey(PngHeader header) {
      return header.colourType() == PngHeader.ColourType.GREY
          && header.bitDepth() == 8
          && !header.interlaced();
    }
  }
}
