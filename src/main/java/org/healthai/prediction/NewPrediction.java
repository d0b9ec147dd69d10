package org.healthai.prediction;

/**
 * A prediction that is not stored yet.
 *
 * @param storedName our name for the film, drawn once a film
 * @param classification what the model said
 * @param film what is remembered of the film
 * @param requester who asked
 */
public record NewPrediction(
    StoredName storedName, Classification classification, FilmFacts film, Requester requester) {}
