package org.healthai.prediction.pipeline;

/**
 * A film ready for one model.
 *
 * @param inputNhwc the model's input, row, column, channel; taken over, not copied: a film's floats
 *     are 600 kB and have one owner after the other
 * @param format what the content was: {@code png}, {@code jpeg}, {@code bmp}, {@code tiff}
 * @param width columns in pixels, upright
 * @param height rows in pixels, upright
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecodedFilm(float[] inputNhwc, String format, int width, int height) {}
