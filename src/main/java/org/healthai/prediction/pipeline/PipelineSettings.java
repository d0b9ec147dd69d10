package org.healthai.prediction.pipeline;

import java.time.Duration;

/**
 * How many films are worked on and may wait; filled by {@code config}.
 *
 * @param filmsInFlight films between the start of decoding and their scores ({@code
 *     healthai.prediction.films-in-flight}); each costs its floats, and its file and pixels while
 *     one of {@code decodeThreads} has it; at least twice the model's batch keeps the model busy
 * @param filmsWaiting films that may wait before that ({@code healthai.prediction.films-waiting});
 *     one more is refused as OVERLOADED
 * @param maxWait longest wait before that which further films may expect while overload lasts
 *     ({@code healthai.prediction.max-wait}); bulk may expect {@code ageing} if that is longer
 * @param ageing head start of a priority over the next lower one among those that wait; the same as
 *     in the model's queue ({@code healthai.batching.ageing})
 * @param decodeThreads size of the pool that decodes ({@code healthai.prediction.decode-threads})
 */
public record PipelineSettings(
    int filmsInFlight, int filmsWaiting, Duration maxWait, Duration ageing, int decodeThreads) {

  /** Refuses settings under which no film would be worked on. */
  public PipelineSettings {
    if (filmsInFlight < 1 || filmsWaiting < 1 || decodeThreads < 1) {
      throw new IllegalArgumentException(
          "films-in-flight, films-waiting and decode-threads must be positive");
    }
  }

  /**
   * How many of the films in flight may be bulk: a quarter of the room, or one place where that is
   * less, is for films that somebody waits for. Where there is only one place, all share it.
   */
  int bulkInFlight() {
    return Math.max(1, filmsInFlight - Math.max(1, filmsInFlight / 4));
  }
}
