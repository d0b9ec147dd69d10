package org.healthai.inference.dl4j;

import java.util.concurrent.Executor;

/**
 * How many films of a batch an engine may run side by side, one thread each.
 *
 * @param mostFilms at least 1; 1 runs films one after the other
 * @param helpers starts what it is given at once, on threads of its own: a lane that waits for one
 *     holds up its batch
 */
public record SideBySide(int mostFilms, Executor helpers) {
  /** One film after the other. */
  public static final SideBySide NEVER = new SideBySide(1, Runnable::run);

  /** Refuses engines without a lane. */
  public SideBySide {
    if (mostFilms < 1) {
      throw new IllegalArgumentException("mostFilms must be at least 1, but is " + mostFilms);
    }
  }
}
