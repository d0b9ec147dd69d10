package org.healthai.image;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing.Colour;

/** Turns the bytes of an upload into a checked film. Safe for many threads. */
public final class FilmReader {
  private final ImageLimits limits;

  /** A reader that refuses what is beyond {@code limits}. */
  public FilmReader(ImageLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one film; what it is, is told by its content.
   *
   * @param encoded a PNG, JPEG, BMP or TIFF file; read, never kept or changed
   * @param colour what the film is wanted as
   * @throws HealthAiException EMPTY_FILE, PAYLOAD_TOO_LARGE, UNSUPPORTED_IMAGE, IMAGE_TOO_SMALL,
   *     IMAGE_TOO_LARGE or IMAGE_UNREADABLE
   */
  public Film read(byte[] encoded, Colour colour) {
    if (encoded.length == 0) {
      throw new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty");
    }
    if (encoded.length > limits.maxBytes()) {
      throw new HealthAiException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "the file has %d bytes, the limit is %d".formatted(encoded.length, limits.maxBytes()));
    }
    throw new UnsupportedOperationException("decoding " + colour + " is not built yet");
  }
}
