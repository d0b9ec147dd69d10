package org.healthai.prediction.pipeline;

import org.healthai.image.Film;

/**
 * A film as it was sent.
 *
 * @param film its pixels, upright
 * @param format what the content was: {@code png}, {@code jpeg}, {@code bmp}, {@code tiff}
 */
public record DecodedFilm(Film film, String format) {}
