package org.healthai.prediction.pipeline;

import java.time.Duration;

/**
 * What a model said about a film.
 *
 * @param classifier the model that was asked
 * @param answer what the model says, or said before
 * @param format what the content was: {@code png}, {@code jpeg}, {@code bmp}, {@code tiff}
 * @param width columns in pixels, upright
 * @param height rows in pixels, upright
 * @param processingTime from the start of decoding to the scores
 */
public record ScoredFilm(
    FilmClassifier classifier,
    FilmAnswer answer,
    String format,
    int width,
    int height,
    Duration processingTime) {}
