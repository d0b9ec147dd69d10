package org.healthai.job;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.pipeline.ModelClassifier;
import org.jspecify.annotations.Nullable;

/** The models of the registry. Safe for many threads. */
public final class RegistryJobModels implements JobModels {
  private final ModelRegistry models;

  /** The models of {@code models}. */
  public RegistryJobModels(ModelRegistry models) {
    this.models = models;
  }

  @Override
  public JobModel fix(
      @Nullable String name, @Nullable String version, @Nullable String operatingPoint) {
    ModelClassifier found = new ModelClassifier(models.resolve(name, version));
    JobModel model = new JobModel(found.name(), found.version(), operatingPoint);
    if (operatingPoint != null) {
      FilmRoute unused = found.at(operatingPoint); // refuses one that it does not have
    }
    return model;
  }

  @Override
  public FilmRoute routeOf(JobModel model) {
    if (!models.isStarted()) { // every version is unknown still
      throw new HealthAiException(ErrorCode.MODEL_NOT_READY, "the server is starting");
    }
    ModelClassifier found = new ModelClassifier(models.resolve(model.name(), model.version()));
    String point = model.operatingPoint();
    return point == null ? found : found.at(point);
  }
}
