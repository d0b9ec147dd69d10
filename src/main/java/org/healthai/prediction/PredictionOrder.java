package org.healthai.prediction;

import org.healthai.batching.Priority;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmRoute;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a film.
 *
 * @param route the models to ask
 * @param priority how urgent it is
 * @param deadline after which nobody waits for the answer
 * @param apiKeyId the key that asks; null when the caller has none
 */
public record PredictionOrder(
    FilmRoute route, Priority priority, Deadline deadline, @Nullable Long apiKeyId) {}
