package org.healthai.observability.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.batching.Priority;

/**
 * How long a film sent now would wait before a model computes it, in seconds: an estimate from what
 * films took lately.
 *
 * @param stat with {@code priority=stat}
 * @param routine with {@code priority=routine}
 * @param bulk with {@code priority=bulk}, as the films of a batch
 */
@JsonbPropertyOrder({"stat", "routine", "bulk"})
@Schema(name = "WaitTimes")
public record WaitTimes(
    @Schema(examples = "0.012") double stat,
    @Schema(examples = "0.031") double routine,
    @Schema(examples = "0.25") double bulk) {

  /** A film waits for its decoding first and in the model's queue afterwards. */
  static WaitTimes sum(Map<Priority, Duration> decoding, Map<Priority, Duration> queue) {
    return new WaitTimes(
        sum(Priority.STAT, decoding, queue),
        sum(Priority.ROUTINE, decoding, queue),
        sum(Priority.BULK, decoding, queue));
  }

  private static double sum(
      Priority priority, Map<Priority, Duration> decoding, Map<Priority, Duration> queue) {
    return toSeconds(
        decoding
            .getOrDefault(priority, Duration.ZERO)
            .plus(queue.getOrDefault(priority, Duration.ZERO)));
  }

  /** With a microsecond's precision. */
  static double toSeconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
