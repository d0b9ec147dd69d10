package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.model.routing.Routes;

/**
 * How films are divided.
 *
 * @param weights version → weight; empty when every film goes to the default
 * @param shares version → share of the films, as long as all of them are ready
 */
@JsonbPropertyOrder({"weights", "shares"})
@Schema(name = "Routes")
public record RoutesResponse(
    @Schema(examples = "{\"1\":90,\"2\":10}") Map<String, Integer> weights,
    @Schema(examples = "{\"1\":0.9,\"2\":0.1}") Map<String, Double> shares) {

  static RoutesResponse of(Routes routes) {
    return new RoutesResponse(new TreeMap<>(routes.weights()), routes.shares());
  }
}
