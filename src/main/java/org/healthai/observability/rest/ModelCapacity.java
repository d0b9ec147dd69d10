package org.healthai.observability.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.batching.QueueStatistics;
import org.healthai.model.ServedModel;
import org.healthai.prediction.pipeline.PipelineLoad;

/**
 * One loaded version of a model.
 *
 * @param name of the model
 * @param version of the model
 * @param busy whether it computes now
 * @param running films it computes now
 * @param queueDepth films that wait for it
 * @param queueLimit how many of them there may be; one more is refused as OVERLOADED
 * @param oldestWait seconds that the oldest of them has waited
 * @param estimatedWait how long a film sent now would wait, its decoding included
 */
@JsonbPropertyOrder({
  "name",
  "version",
  "busy",
  "running",
  "queueDepth",
  "queueLimit",
  "oldestWait",
  "estimatedWait"
})
@Schema(name = "ModelCapacity")
public record ModelCapacity(
    @Schema(examples = "chest_xray") String name,
    @Schema(examples = "1") String version,
    @Schema(examples = "true") boolean busy,
    @Schema(examples = "1") int running,
    @JsonbProperty("queue_depth") @Schema(examples = "2") int queueDepth,
    @JsonbProperty("queue_limit") @Schema(examples = "256") int queueLimit,
    @JsonbProperty("oldest_wait") @Schema(examples = "0.021") double oldestWait,
    @JsonbProperty("estimated_wait") WaitTimes estimatedWait) {

  static ModelCapacity of(ServedModel model, PipelineLoad load) {
    QueueStatistics queue = model.statistics();
    return new ModelCapacity(
        model.id().name(),
        model.id().version(),
        queue.busy(),
        queue.running(),
        queue.depth(),
        queue.capacity(),
        WaitTimes.toSeconds(queue.oldestWait()),
        WaitTimes.sum(load.estimatedWaits(), model.estimatedWaits()));
  }
}
