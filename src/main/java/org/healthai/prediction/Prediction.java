package org.healthai.prediction;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.healthai.prediction.subject.SealedSubject;
import org.jspecify.annotations.Nullable;

/**
 * A stored prediction.
 *
 * @param id positive, unique, never used again
 * @param createdAt when it was stored, in whole microseconds
 * @param storedName our name for the film
 * @param classification what the model said
 * @param film what is remembered of the film
 * @param requester who asked
 * @param subject whom the film is of, sealed for {@code storedName}
 * @param filmKey the kept film's sealed key; null when it is not kept, or older than sealing
 */
public record Prediction(
    long id,
    Instant createdAt,
    StoredName storedName,
    Classification classification,
    FilmFacts film,
    Requester requester,
    SealedSubject subject,
    @Nullable String filmKey) {

  /** Truncates the time to what every database keeps. */
  public Prediction {
    if (id < 1) {
      throw new IllegalArgumentException("id must be positive");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same, sealed anew. */
  public Prediction resealed(SealedSubject anew, @Nullable String anewFilmKey) {
    return new Prediction(
        id, createdAt, storedName, classification, film, requester, anew, anewFilmKey);
  }

  /** What became of a new one. */
  public static Prediction of(long id, Instant createdAt, NewPrediction stored) {
    return new Prediction(
        id,
        createdAt,
        stored.storedName(),
        stored.classification(),
        stored.film(),
        stored.requester(),
        stored.subject(),
        stored.filmKey());
  }
}
