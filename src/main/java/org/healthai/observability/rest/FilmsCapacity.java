package org.healthai.observability.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.pipeline.PipelineLoad;

/**
 * The films on their way to the models.
 *
 * @param inFlight films between the start of decoding and their scores
 * @param inFlightLimit how many of them there may be
 * @param decoding films being decoded or resized
 * @param waiting films that wait before that
 * @param waitingLimit how many of them there may be; one more is refused as OVERLOADED
 * @param oldestWait seconds that the oldest of them has waited
 */
@JsonbPropertyOrder({
  "inFlight",
  "inFlightLimit",
  "decoding",
  "waiting",
  "waitingLimit",
  "oldestWait"
})
@Schema(name = "FilmsCapacity")
public record FilmsCapacity(
    @JsonbProperty("in_flight") @Schema(examples = "3") int inFlight,
    @JsonbProperty("in_flight_limit") @Schema(examples = "16") int inFlightLimit,
    @Schema(examples = "1") int decoding,
    @Schema(examples = "0") int waiting,
    @JsonbProperty("waiting_limit") @Schema(examples = "512") int waitingLimit,
    @JsonbProperty("oldest_wait") @Schema(examples = "0.0") double oldestWait) {

  static FilmsCapacity of(PipelineLoad load) {
    return new FilmsCapacity(
        load.inFlight(),
        load.inFlightLimit(),
        load.decoding(),
        load.waiting(),
        load.waitingLimit(),
        WaitTimes.toSeconds(load.oldestWait()));
  }
}
