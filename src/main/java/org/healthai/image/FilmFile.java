package org.healthai.image;

import java.util.Locale;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.codec.EncodedImage;
import org.healthai.image.codec.Orientation;

/**
 * A film that is not decoded yet, of a kind and size {@link FilmReader} accepts. For one thread.
 */
public final class FilmFile {
  private final FilmFormat format;
  private final EncodedImage image;

  FilmFile(FilmFormat format, EncodedImage image) {
    this.format = format;
    this.image = image;
  }

  /** The kind of file: {@code png}, {@code jpeg}, {@code bmp} or {@code tiff}. */
  public String format() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Decodes the pixels, upright.
   *
   * @param colour what the film is wanted as
   * @throws org.healthai.error.HealthAiException IMAGE_UNREADABLE
   */
  public Film decode(Colour colour) {
    int width = image.width();
    int height = image.height();
    byte[] stored = colour == Colour.GREY ? image.grey() : image.rgb();
    Orientation orientation = image.orientation();
    byte[] upright = orientation.apply(stored, width, height, Film.channelsOf(colour));
    return orientation.transposes()
        ? Film.owning(height, width, colour, upright)
        : Film.owning(width, height, colour, upright);
  }
}
