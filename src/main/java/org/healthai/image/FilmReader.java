package org.healthai.image;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing.Colour;

/**
 * Turns the bytes of an upload into a checked film. Safe for many threads; decodes on the caller's.
 *
 * <p>The pixels are what Pillow makes of the file after {@code ImageOps.exif_transpose}: exactly
 * for PNG, BMP and TIFF, within one level of 255 for JPEG. Greys of 16 bit become 8 bit by {@code
 * round(v * 255 / 65535)}; alpha is dropped. Where Pillow is content with half a file, we are not:
 * a film that is truncated or fails a checksum is refused, because an answer about half a chest is
 * worse than none.
 *
 * <p>Nothing is allocated in proportion to width and height before both are checked. Then decoding
 * needs, besides the film itself, at most 6 bytes a pixel on the heap (a JPEG or TIFF in colour
 * that is wanted as grey; 0 for PNG and for grey JPEG), one film more while an EXIF orientation is
 * applied, and for progressive JPEG another 2 bytes a pixel and component inside the JDK's native
 * decoder.
 */
public final class FilmReader {
  /** So many bytes tell what a file is. */
  public static final int START_BYTES = 64;

  private final ImageLimits limits;

  /** A reader that refuses what is beyond {@code limits}. */
  public FilmReader(ImageLimits limits) {
    this.limits = limits;
  }

  /**
   * Opens a file and checks its size; what it is, is told by its content. Reads headers only.
   *
   * @param encoded a PNG, JPEG, BMP or TIFF file; read, never changed, kept until the film is
   *     decoded
   * @throws HealthAiException EMPTY_FILE, PAYLOAD_TOO_LARGE, UNSUPPORTED_IMAGE, IMAGE_TOO_SMALL,
   *     IMAGE_TOO_LARGE or IMAGE_UNREADABLE
   */
  public FilmFile open(byte[] encoded) {
    requireBytes(encoded.length);
    FilmFormat format = formatOf(encoded);
    return new FilmFile(format, format.codec().open(encoded, this::requireSize));
  }

  /**
   * Opens a file and decodes its film.
   *
   * @param colour what the film is wanted as
   * @throws HealthAiException as {@link #open} and {@link FilmFile#decode}
   */
  public Film read(byte[] encoded, Colour colour) {
    return open(encoded).decode(colour);
  }

  /**
   * Refuses what no reader opens, before anybody has the whole of it.
   *
   * @param start the first {@value #START_BYTES} bytes of a file, or all of a shorter one
   * @throws HealthAiException UNSUPPORTED_IMAGE
   */
  public static void requireKnownStart(byte[] start) {
    var unused = formatOf(start);
  }

  private void requireBytes(int bytes) {
    if (bytes == 0) {
      throw new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty");
    }
    if (bytes > limits.maxBytes()) {
      throw new HealthAiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "the file has %d bytes, the limit is %d".formatted(bytes, limits.maxBytes()));
    }
  }

  private static FilmFormat formatOf(byte[] encoded) {
    return FilmFormat.sniff(encoded)
        .orElseThrow(
            () ->
                new HealthAiException(
                    ErrorCode.UNSUPPORTED_IMAGE,
                    "the content is none of the image kinds we read: " + FilmFormat.NAMES));
  }

  private void requireSize(long width, long height) {
    if (Math.min(width, height) < limits.minSide()) {
      throw new HealthAiException(
          ErrorCode.IMAGE_TOO_SMALL,
          "the image has %d x %d pixels, each side needs at least %d"
              .formatted(width, height, limits.minSide()));
    }
    if (width > limits.maxPixels() / height) {
      throw new HealthAiException(
          ErrorCode.IMAGE_TOO_LARGE,
          "the image has %d x %d pixels, the limit is %d pixels"
              .formatted(width, height, limits.maxPixels()));
    }
  }
}
