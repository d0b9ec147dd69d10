package org.healthai.image.jpeg;

import org.healthai.image.codec.EncodedImage;
import org.healthai.image.codec.ImageCodec;
import org.healthai.image.codec.Orientation;
import org.healthai.image.codec.SizeCheck;

/**
 * Reads JPEG: baseline and progressive, 8 bit, grey, YCbCr, RGB, CMYK and YCCK.
 *
 * <p>Colours become what libjpeg and Pillow make of them. Refused: a file without its end marker, a
 * component without pixels, entropy-coded data that does not fit. Decoding allocates components ×
 * width × height bytes (for greys these are the result), a copy of the file and, for progressive
 * files, two bytes a pixel and component in native memory.
 */
public final class JpegCodec implements ImageCodec {

  @Override
  public EncodedImage open(byte[] encoded, SizeCheck sizeCheck) {
    return new EncodedJpeg(JpegFile.read(encoded, sizeCheck));
  }

  private record EncodedJpeg(JpegFile jpeg) implements EncodedImage {
    @Override
    public int width() {
      return jpeg.frame().width();
    }

    @Override
    public int height() {
      return jpeg.frame().height();
    }

    @Override
    public Orientation orientation() {
      return jpeg.metadata().orientation();
    }

    @Override
    public byte[] grey() {
      return colour().toGrey(JdkJpegDecoder.decode(jpeg));
    }

    @Override
    public byte[] rgb() {
      return colour().toRgb(JdkJpegDecoder.decode(jpeg));
    }

    private JpegColour colour() {
      return jpeg.metadata().colourOf(jpeg.frame());
    }
  }
}
