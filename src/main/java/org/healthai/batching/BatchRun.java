package org.healthai.batching;

import java.time.Duration;
import java.util.List;

/**
 * What one batch cost.
 *
 * @param waits how long each request waited before it ran
 * @param duration how long the batch ran
 * @param succeeded false when the runner threw
 */
public record BatchRun(List<Duration> waits, Duration duration, boolean succeeded) {

  /** Copies the list. */
  public BatchRun {
    waits = List.copyOf(waits);
  }

  /** Requests in the batch. */
  public int size() {
    return waits.size();
  }
}
