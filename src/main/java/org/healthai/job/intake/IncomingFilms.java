package org.healthai.job.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The films of a new job, one after the other, in constant memory. One thread. */
public interface IncomingFilms {

  /**
   * The next film; null after the last.
   *
   * @throws IOException when they break off: then none of them is taken
   * @throws org.healthai.error.HealthAiException when the whole is refused
   */
  @Nullable IncomingFilm next() throws IOException;

  /** All that came until now are written down as films of a job, which may still be undone. */
  default void taken(long jobId) {}

  /**
   * All of them are written down, and the job is about to be there: called in the transaction that
   * makes it so. What it throws keeps the job from being made.
   */
  default void complete(long jobId) {}
}
