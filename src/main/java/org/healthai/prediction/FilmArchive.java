package org.healthai.prediction;

/**
 * Where uploaded films are kept, when the operator wants them kept. Safe for many threads.
 *
 * <p>Films are patient data: by default there is {@link #none()}.
 */
public interface FilmArchive {

  /**
   * Keeps a film under our name, whole or not at all.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be written, for
   *     example because the disk is full
   */
  void keep(StoredName name, FilmBytes film);

  /**
   * Removes a film; one that is not there counts as removed.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be removed
   */
  void delete(StoredName name);

  /** Keeps nothing and never opens a film. */
  static FilmArchive none() {
    return NoFilmArchive.INSTANCE;
  }
}
