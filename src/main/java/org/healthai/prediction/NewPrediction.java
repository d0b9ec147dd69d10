package org.healthai.prediction;

import org.jspecify.annotations.Nullable;

/**
 * A prediction that is not stored yet.
 *
 * @param storedName our name for the film, drawn once a film
 * @param classification what the model said
 * @param film what is remembered of the film
 * @param apiKeyId the key that asked; null when the caller had none
 */
public record NewPrediction(
    StoredName storedName,
    Classification classification,
    FilmFacts film,
    @Nullable Long apiKeyId) {}
