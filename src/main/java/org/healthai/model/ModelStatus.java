package org.healthai.model;

import java.util.Optional;
import org.healthai.model.packaging.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows of one version.
 *
 * @param id name and version
 * @param state where it is in its life
 * @param reasonOrNull why it is refused; null in every other state
 * @param servedOrNull the running model; null unless {@link ModelState#READY}
 */
public record ModelStatus(
    ModelId id,
    ModelState state,
    @Nullable String reasonOrNull,
    @Nullable ServedModel servedOrNull) {

  static ModelStatus loading(ModelId id) {
    return new ModelStatus(id, ModelState.LOADING, null, null);
  }

  static ModelStatus ready(ServedModel served) {
    return new ModelStatus(served.id(), ModelState.READY, null, served);
  }

  static ModelStatus refused(ModelId id, String reason) {
    return new ModelStatus(id, ModelState.REFUSED, reason, null);
  }

  static ModelStatus unloaded(ModelId id) {
    return new ModelStatus(id, ModelState.UNLOADED, null, null);
  }

  /** Why the version is refused. */
  public Optional<String> reason() {
    return Optional.ofNullable(reasonOrNull);
  }

  /** The running model. */
  public Optional<ServedModel> served() {
    return Optional.ofNullable(servedOrNull);
  }
}
