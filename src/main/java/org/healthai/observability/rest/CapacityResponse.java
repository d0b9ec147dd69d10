package org.healthai.observability.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.model.ModelStatus;
import org.healthai.prediction.pipeline.PipelineLoad;

/**
 * How busy this server is at one moment.
 *
 * @param films on their way to the models
 * @param models that answer here, ordered by name and version
 */
@JsonbPropertyOrder({"films", "models"})
@Schema(name = "Capacity")
public record CapacityResponse(FilmsCapacity films, List<ModelCapacity> models) {

  static CapacityResponse of(PipelineLoad load, List<ModelStatus> models) {
    return new CapacityResponse(
        FilmsCapacity.of(load),
        models.stream()
            .map(ModelStatus::served)
            .flatMap(Optional::stream)
            .map(model -> ModelCapacity.of(model, load))
            .toList());
  }
}
