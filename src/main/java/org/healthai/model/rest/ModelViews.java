package org.healthai.model.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelNotFound;
import org.jspecify.annotations.Nullable;

/** Finds models by what a client wrote and shows them. Safe for many threads. */
@Dependent
public class ModelViews {
  private final ModelRegistry registry;

  /** Views of {@code registry}. */
  @Inject
  public ModelViews(ModelRegistry registry) {
    this.registry = registry;
  }

  static String requireVersion(@Nullable DefaultRequest request) {
    String version = request == null ? null : request.version();
    if (version == null) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER, "version must be a version of the model");
    }
    return version;
  }

  ModelResponse[] list() {
    return ModelResponse.allOf(registry).toArray(ModelResponse[]::new);
  }

  ModelResponse get(String name) {
    return ModelResponse.allOf(registry).stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(ModelNotFound::unknown);
  }

  RoutesResponse getRoutes(String name) {
    get(name); // or there is no such model
    return RoutesResponse.of(registry.findChoice(name).routes());
  }

  ShadowResponse getShadow(String name) {
    get(name); // or there is no such model
    return Optional.ofNullable(registry.findChoice(name).shadow())
        .map(ShadowResponse::of)
        .orElseThrow(() -> new HealthAiException(ErrorCode.NOT_FOUND, "this model has no shadow"));
  }

  ModelVersionResponse getVersion(String name, String version) {
    return toResponse(getStatus(name, version));
  }

  ModelStatus getStatus(String name, String version) {
    return registry.findStatus(name, version).orElseThrow(ModelNotFound::unknown);
  }

  /** A load is under way. */
  Response accepted(ModelId id) {
    return Response.accepted(getVersion(id.name(), id.version()))
        .location(URI.create(ModelVersionResponse.href(id)))
        .build();
  }

  /**
   * What a load came to.
   *
   * @throws HealthAiException MODEL_REFUSED with the reason, or CONFLICT when it was given up
   */
  Response loaded(ModelStatus outcome) {
    if (outcome.state() == ModelState.READY) {
      return Response.ok(toResponse(outcome)).build();
    }
    throw outcome
        .reason()
        .map(reason -> refused(outcome.id(), reason))
        .orElseGet(() -> abandoned(outcome.id()));
  }

  private ModelVersionResponse toResponse(ModelStatus status) {
    boolean isDefault =
        registry.findDefault(status.id().name()).filter(status.id()::equals).isPresent();
    return ModelVersionResponse.of(status, isDefault);
  }

  private static HealthAiException refused(ModelId id, String reason) {
    return new HealthAiException(
        ErrorCode.MODEL_REFUSED, "model %s is refused: %s".formatted(id, reason));
  }

  private static HealthAiException abandoned(ModelId id) {
    return new HealthAiException(
        ErrorCode.CONFLICT, "model %s was unloaded while it was being loaded".formatted(id));
  }
}
