package org.healthai.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The models of this server. Safe for many threads. */
public final class ModelRegistry implements AutoCloseable {

  /**
   * A registry that knows nothing yet.
   *
   * @param background runs the loading, one task a version
   */
  public ModelRegistry(ModelSettings settings, ModelLoader loader, Executor background) {
    throw new UnsupportedOperationException("in work");
  }

  /** Finds the packages and starts loading them in the background. */
  public void start() {}

  /**
   * The model a request is for.
   *
   * @param name the default model when null
   * @param version the name's default version when null
   * @throws org.healthai.error.HealthAiException MODEL_NOT_FOUND for an unknown name or version,
   *     MODEL_NOT_READY for a known one that does not answer (yet)
   */
  public ServedModel resolve(@Nullable String name, @Nullable String version) {
    throw new UnsupportedOperationException("in work");
  }

  /** Every version known, by name and version. */
  public List<ModelStatus> listStatuses() {
    throw new UnsupportedOperationException("in work");
  }

  /** What is known of one version; nothing for an unknown or impossible id. */
  public Optional<ModelStatus> findStatus(String name, String version) {
    throw new UnsupportedOperationException("in work");
  }

  /** The version a name stands for now; nothing when it has none that is ready or loading. */
  public Optional<ModelId> findDefault(String name) {
    throw new UnsupportedOperationException("in work");
  }

  /** True when a request that names no model would be answered. */
  public boolean isReady() {
    return false;
  }

  /** Loads a version in the background; completes with what became of it. */
  public CompletableFuture<ModelStatus> load(ModelId id) {
    throw new UnsupportedOperationException("in work");
  }

  /** Takes a version out of service; its engine is closed when what it had to do is done. */
  public void unload(ModelId id) {}

  /** Makes a ready version the one its name stands for. */
  public void setDefault(ModelId id) {}

  /** Drains and closes every model. */
  @Override
  public void close() {}
}
