package org.healthai.image.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.healthai.image.codec.ExifOrientation;
import org.healthai.image.codec.Orientation;

/** What the application segments say about the colours and the orientation of a picture. */
final class JpegMetadata {
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int JFIF_BYTES = 14;
  private static final int ADOBE_BYTES = 12;
  private static final int ADOBE_TRANSFORM_AT = 11;
  private static final int NO_TRANSFORM = -1;

  private boolean jfif;
  private int adobeTransform = NO_TRANSFORM;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean exif;

  /** Takes notice of a segment's data. */
  void take(int marker, byte[] file, int at, int length) {
    switch (marker) {
      case JpegMarker.APP0 -> jfif |= length >= JFIF_BYTES && startsWith(file, at, length, JFIF);
      case JpegMarker.APP1 -> takeExif(file, at, length);
      case JpegMarker.APP14 -> takeAdobe(file, at, length);
      default -> {
        // comments, profiles, thumbnails: nothing a film needs
      }
    }
  }

  private void takeExif(byte[] file, int at, int length) {
    if (!exif && startsWith(file, at, length, EXIF)) {
      exif = true;
      orientation = ExifOrientation.find(file, at + EXIF.length, length - EXIF.length);
    }
  }

  private void takeAdobe(byte[] file, int at, int length) {
    if (length >= ADOBE_BYTES && startsWith(file, at, length, ADOBE)) {
      adobeTransform = file[at + ADOBE_TRANSFORM_AT] & 0xFF;
    }
  }

  Orientation orientation() {
    return orientation;
  }

  /** What the components mean, by the rules of libjpeg's {@code default_decompress_parms}. */
  JpegColour colourOf(JpegFrame frame) {
    return switch (frame.components()) {
      case 1 -> JpegColour.GREY;
      case 3 -> isRgb(frame) ? JpegColour.RGB : JpegColour.YCC;
      default ->
          adobeTransform == NO_TRANSFORM || adobeTransform == 0 ? JpegColour.CMYK : JpegColour.YCCK;
    };
  }

  private boolean isRgb(JpegFrame frame) {
    if (jfif) {
      return false;
    }
    return adobeTransform == NO_TRANSFORM
        ? frame.componentIds().equals(List.of((int) 'R', (int) 'G', (int) 'B'))
        : adobeTransform == 0;
  }

  private static boolean startsWith(byte[] file, int at, int length, byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(file, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
