package org.healthai.prediction.pipeline;

import org.healthai.inference.ClassScores;

/**
 * What is known of a film.
 *
 * @param scores the calibrated answer
 * @param cached whether the model had said so before, about the same pixels
 */
public record FilmAnswer(ClassScores scores, boolean cached) {}
