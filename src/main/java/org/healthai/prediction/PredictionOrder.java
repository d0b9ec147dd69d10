package org.healthai.prediction;

import org.healthai.batching.Priority;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmRoute;

/**
 * What is to be done with a film.
 *
 * @param route the models to ask
 * @param priority how urgent it is
 * @param deadline after which nobody waits for the answer
 * @param requester who asked
 */
public record PredictionOrder(
    FilmRoute route, Priority priority, Deadline deadline, Requester requester) {}
