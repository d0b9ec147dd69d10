package org.healthai.prediction;

import java.util.regex.Pattern;

/**
 * What is remembered of an uploaded film when its pixels are not kept.
 *
 * @param format what its content was, in lower case: {@code png}, {@code jpeg}, {@code bmp}, {@code
 *     tiff}
 * @param width columns in pixels, upright
 * @param height rows in pixels, upright
 */
public record FilmFacts(String format, int width, int height) {
  private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,8}");

  /** Refuses what no decoded film has. */
  public FilmFacts {
    if (!FORMAT.matcher(format).matches()) {
      throw new IllegalArgumentException("format must be 1 to 8 lower-case letters or digits");
    }
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a film has at least one pixel");
    }
  }
}
