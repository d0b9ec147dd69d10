package org.healthai.prediction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stored prediction.
 *
 * @param id positive, unique, never used again
 * @param createdAt when it was stored, in whole microseconds
 * @param storedName our name for the film
 * @param classification what the model said
 * @param film what is remembered of the film
 * @param requester who asked
 */
public record Prediction(
    long id,
    Instant createdAt,
    StoredName storedName,
    Classification classification,
    FilmFacts film,
    Requester requester) {

  /** Truncates the time to what every database keeps. */
  public Prediction {
    if (id < 1) {
      throw new IllegalArgumentException("id must be positive");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
