package org.healthai.prediction.pipeline;

import java.time.Duration;
import org.healthai.inference.ClassScores;

/**
 * What a model said about a film.
 *
 * @param scores the calibrated answer
 * @param format what the content was: {@code png}, {@code jpeg}, {@code bmp}, {@code tiff}
 * @param width columns in pixels, upright
 * @param height rows in pixels, upright
 * @param processingTime from the start of decoding to the scores
 */
public record ScoredFilm(
    ClassScores scores, String format, int width, int height, Duration processingTime) {}
