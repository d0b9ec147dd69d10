package org.healthai.prediction;

/** What becomes of a film whose answer is stored. Safe for many threads. */
@FunctionalInterface
public interface AnsweredFilms {

  /** Nothing more. */
  AnsweredFilms DONE = (prediction, film) -> film.close();

  /**
   * Takes the film over and closes it, now or later. Called before the client hears its answer, so
   * it returns at once and never throws.
   */
  void take(Prediction prediction, UploadedFile film);
}
