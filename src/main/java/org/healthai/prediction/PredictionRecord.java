package org.healthai.prediction;

/**
 * A prediction to store, together with the film it is about.
 *
 * @param prediction what was said
 * @param film the upload; opened only when films are kept
 */
public record PredictionRecord(NewPrediction prediction, FilmBytes film) {}
