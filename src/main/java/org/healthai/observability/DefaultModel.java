package org.healthai.observability;

import java.util.Optional;
import org.healthai.inference.EngineDescription;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.ServedModel;
import org.healthai.model.packaging.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * The model that answers when a request names none, as health sees it.
 *
 * @param state where it is in its life
 * @param idOrNull its name and version; null while nobody knows which version that is
 * @param engineOrNull what runs it; null unless it is ready
 */
public record DefaultModel(
    ModelState state, @Nullable ModelId idOrNull, @Nullable EngineDescription engineOrNull) {

  /**
   * The version that {@code name} stands for now. While it stands for none: what becomes of its
   * highest version, and UNLOADED when no package has that name.
   */
  public static DefaultModel of(ModelRegistry models, String name) {
    return models
        .findDefault(name)
        .flatMap(id -> models.findStatus(id.name(), id.version()))
        .or(() -> findHighest(models, name))
        .map(DefaultModel::of)
        .orElseGet(() -> new DefaultModel(ModelState.UNLOADED, null, null));
  }

  private static Optional<ModelStatus> findHighest(ModelRegistry models, String name) {
    return models.listStatuses().stream()
        .filter(status -> status.id().name().equals(name))
        .reduce((lower, higher) -> higher);
  }

  private static DefaultModel of(ModelStatus status) {
    EngineDescription engine = status.served().map(ServedModel::engine).orElse(null);
    return new DefaultModel(status.state(), status.id(), engine);
  }

  /** Whether it answers. */
  public boolean ready() {
    return state == ModelState.READY;
  }

  /** Name and version. */
  public Optional<ModelId> id() {
    return Optional.ofNullable(idOrNull);
  }

  /** What runs it. */
  public Optional<EngineDescription> engine() {
    return Optional.ofNullable(engineOrNull);
  }
}
