package org.healthai.prediction;

import org.healthai.batching.Priority;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmClassifier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a film.
 *
 * @param classifier the model and version to ask
 * @param priority how urgent it is
 * @param deadline after which nobody waits for the answer
 * @param apiKeyId the key that asks; null when the caller has none
 */
public record PredictionOrder(
    FilmClassifier classifier, Priority priority, Deadline deadline, @Nullable Long apiKeyId) {}
