package org.healthai.prediction.shadow;

import org.healthai.model.packaging.ModelId;

/** Hears what became of the films in a candidate's share; must be quick and must not throw. */
@FunctionalInterface
public interface ShadowListener {

  /** Called once for every film of the share. */
  void onFilm(ModelId candidate, Outcome outcome);

  /** What became of a film. */
  enum Outcome {
    /** The candidate's answer is stored. */
    STORED,
    /** There was no room or other work to do. */
    DROPPED,
    /** Deleted by then, or the candidate or the store failed. */
    FAILED
  }
}
