package org.healthai.job;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.prediction.FilmBytes;

/**
 * Where the films of jobs wait: one folder a job, one file an item, each sealed with a key of its
 * own. Safe for many threads. With several servers they must all see the same place.
 */
public interface JobInputs {

  /**
   * Keeps a film, whole or not at all.
   *
   * @param folder the job's {@link NewJob#inputFolder}
   * @return its sealed key, without which nobody can read it
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be written, for
   *     example because the disk is full
   */
  String keep(String folder, int item, FilmBytes film);

  /**
   * Reads a kept film as it came; the caller closes the stream.
   *
   * @throws org.healthai.error.HealthAiException INTERNAL_ERROR when it was changed, NOT_FOUND when
   *     it is not there, STORE_UNAVAILABLE when the place does not answer
   * @throws IOException when reading breaks off
   */
  InputStream open(String folder, int item, String filmKey) throws IOException;

  /**
   * Removes one film, if it is there.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be removed
   */
  void remove(String folder, int item);

  /**
   * Removes a job's folder, if it is there.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when it cannot be removed
   */
  void removeAll(String folder);

  /** The folders that are there. */
  List<String> listFolders();

  /**
   * When a film was last put into a folder, by the place's clock; empty when it is not there.
   *
   * @throws org.healthai.error.HealthAiException STORE_UNAVAILABLE when that cannot be said
   */
  Optional<Instant> findLastChange(String folder);

  /** Why the place cannot be used, in words for operators; empty where it can. May be slow. */
  default Optional<String> findProblem() {
    return Optional.empty();
  }
}
