package org.healthai.prediction;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where uploaded films are kept, when the operator wants them kept. Safe for many threads.
 *
 * <p>Films are patient data: by default there is {@link #none()}. Each kept film is sealed with a
 * key of its own, which is stored, sealed, with its prediction.
 */
public interface FilmArchive {

  /**
   * Keeps a film under our name, whole or not at all.
   *
   * @return the film's sealed key; nothing where films are not kept
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be written, for
   *     example because the disk is full
   */
  Optional<String> keep(StoredName name, FilmBytes film);

  /**
   * Removes a film; one that is not there counts as removed.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be removed
   */
  void delete(StoredName name);

  /** Whether the film is there. */
  boolean has(StoredName name);

  /**
   * The films that were written before a time and are there.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when that cannot be read
   */
  List<StoredName> listBefore(Instant writtenBefore);

  /**
   * Writes a kept film as it came; closes nothing.
   *
   * @param sealedKey what {@link #keep} returned; null for films of the time before they were
   *     sealed
   * @throws org.healthai.error.HealthAiException INTERNAL_ERROR when the film was changed or its
   *     key cannot be opened
   * @throws IOException when it is not there or cannot be read, or {@code out} takes no more
   */
  void copy(StoredName name, @Nullable String sealedKey, OutputStream out) throws IOException;

  /** Keeps nothing and never opens a film. */
  static FilmArchive none() {
    return NoFilmArchive.INSTANCE;
  }

  /** Keeps nothing new; what was kept before can be read and removed. */
  static FilmArchive closed(FilmArchive older) {
    return new ClosedFilmArchive(older);
  }
}
