package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.routing.Routes;
import org.jspecify.annotations.Nullable;

/**
 * How films are to be divided.
 *
 * @param weights version → weight; an empty object gives every film to the default
 */
@JsonbPropertyOrder({"weights"})
@Schema(name = "RoutesRequest", requiredProperties = "weights")
public record RoutesRequest(
    @Schema(examples = "{\"1\":90,\"2\":10}") @Nullable Map<String, Integer> weights) {

  /**
   * The routes asked for.
   *
   * @throws HealthAiException INVALID_PARAMETER
   */
  static Routes toRoutes(@Nullable RoutesRequest request) {
    Map<String, Integer> weights = request == null ? null : request.weights();
    if (weights == null || weights.containsKey(null) || weights.containsValue(null)) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER, "weights must be an object of versions and their weights");
    }
    try {
      return new Routes(weights);
    } catch (IllegalArgumentException outOfRange) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER, "weights: " + outOfRange.getMessage(), outOfRange);
    }
  }
}
