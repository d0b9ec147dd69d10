package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.Map;
import org.healthai.batching.Priority;

/**
 * One look at the films on their way to the models.
 *
 * @param inFlight films between the start of decoding and their scores
 * @param inFlightLimit how many of them there may be
 * @param decoding films being decoded or resized now; the others in flight are with a model or wait
 *     for a thread
 * @param waiting films that wait before that
 * @param waitingLimit how many of them there may be; one more is refused
 * @param oldestWait how long the longest-waiting one has waited
 * @param estimatedWaits how long a film handed in now would wait for the start of its decoding, by
 *     priority
 */
public record PipelineLoad(
    int inFlight,
    int inFlightLimit,
    int decoding,
    int waiting,
    int waitingLimit,
    Duration oldestWait,
    Map<Priority, Duration> estimatedWaits) {

  /** Copies the map. */
  public PipelineLoad {
    estimatedWaits = Map.copyOf(estimatedWaits);
  }
}
