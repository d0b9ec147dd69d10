package org.healthai.prediction;

import org.healthai.audit.Occasion;
import org.healthai.batching.Priority;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.subject.SubjectReferences;

/**
 * What is to be done with a film.
 *
 * @param route the models to ask
 * @param priority how urgent it is
 * @param deadline after which nobody waits for the answer
 * @param requester who asked
 * @param occasion the request it is part of, for the audit trail
 * @param subject whom the film is of
 */
public record PredictionOrder(
    FilmRoute route,
    Priority priority,
    Deadline deadline,
    Requester requester,
    Occasion occasion,
    SubjectReferences subject) {}
