package org.healthai.observability.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.model.ModelRegistry;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.web.NotAudited;

/** Tells clients and balancers how long a film would wait here. */
@Path("/api/v1/capacity")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class CapacityResource {
  private final ScoringPipeline pipeline;
  private final ModelRegistry models;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected CapacityResource() {
    this(null, null);
  }

  /** A resource that looks at these. */
  @Inject
  public CapacityResource(ScoringPipeline pipeline, ModelRegistry models) {
    this.pipeline = pipeline;
    this.models = models;
  }

  /** One look, from memory. */
  @GET
  @Requires(Permission.READ)
  @NotAudited("the load of the server, nothing of a record")
  @Operation(
      operationId = "getCapacity",
      summary = "How long a film would wait",
      description =
          "Where films are now, the limits, and how long a film sent now would wait, by model and"
              + " priority. Answered from memory, also while all cores compute. Numbers are of one"
              + " server, not of all behind a balancer.")
  @APIResponse(
      responseCode = "200",
      description = "One look.",
      content = @Content(schema = @Schema(implementation = CapacityResponse.class)))
  public CapacityResponse get() {
    return CapacityResponse.of(pipeline.load(), models.listStatuses());
  }
}
