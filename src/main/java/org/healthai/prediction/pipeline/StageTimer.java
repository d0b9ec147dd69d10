package org.healthai.prediction.pipeline;

import java.time.Duration;

/** Hears how long the steps of a prediction took; must be quick. */
@FunctionalInterface
public interface StageTimer {

  /** Hears nothing. */
  StageTimer NONE = (step, duration) -> {};

  /** Called after every completed step, on the thread that did it. */
  void onStep(Step step, Duration duration);

  /** A step of a prediction; queue and model time are told by the model's queue itself. */
  enum Step {
    /** File to pixels. */
    DECODE,
    /** Pixels to an answer the result cache knows, or to the knowledge that it does not. */
    LOOKUP,
    /** Pixels to the model's input. */
    PREPROCESS,
    /** Answers to the database. */
    STORE
  }
}
