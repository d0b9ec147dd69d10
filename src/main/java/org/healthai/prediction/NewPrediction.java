package org.healthai.prediction;

import org.healthai.prediction.subject.SealedSubject;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that is not stored yet.
 *
 * @param storedName our name for the film, drawn once a film
 * @param classification what the model said
 * @param film what is remembered of the film
 * @param requester who asked
 * @param subject whom the film is of, sealed for {@code storedName}
 * @param filmKey the kept film's sealed key; null when it is not kept
 */
public record NewPrediction(
    StoredName storedName,
    Classification classification,
    FilmFacts film,
    Requester requester,
    SealedSubject subject,
    @Nullable String filmKey) {

  /** Of nobody in particular, with a film that is not kept. */
  public NewPrediction(
      StoredName storedName, Classification classification, FilmFacts film, Requester requester) {
    this(storedName, classification, film, requester, SealedSubject.NONE, null);
  }

  /** The same, with its film kept under that key. */
  NewPrediction withFilmKey(String key) {
    return new NewPrediction(storedName, classification, film, requester, subject, key);
  }
}
