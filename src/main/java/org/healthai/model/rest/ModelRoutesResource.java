package org.healthai.model.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.web.openapi.CommonResponses;

/** How the films of a model are divided among its versions. */
@Path(ModelsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelRoutesResource {
  private final ModelAdministration administration;
  private final ModelViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ModelRoutesResource() {
    this(null, null);
  }

  /** A resource on this administration. */
  @Inject
  public ModelRoutesResource(ModelAdministration administration, ModelViews views) {
    this.administration = administration;
    this.views = views;
  }

  /** The division now. */
  @GET
  @Requires(Permission.MODELS)
  @Path("/{name}/routes")
  @Audited(value = AuditAction.READ, entity = "model", id = "name")
  @Operation(
      summary = "Show how films are divided",
      description = "The weights of the versions that share a model's films.",
      operationId = "getModelRoutes",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.UNKNOWN))
  @APIResponse(
      responseCode = "200",
      description = "The weights.",
      content = @Content(schema = @Schema(implementation = RoutesResponse.class)))
  public RoutesResponse get(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name) {
    return views.getRoutes(name);
  }

  /** Another division. */
  @PUT
  @Requires(Permission.MODELS)
  @Path("/{name}/routes")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Divide films among versions",
      description =
          "Gives each version its weight by the sum of the weights, of the films of requests that"
              + " name no version. Films of one `study_id`, or the same file, always go to the"
              + " same version as long as it keeps its weight. A version that is not ready leaves"
              + " its films to the others. An empty object gives every film to the default, and"
              + " so does choosing a default.",
      operationId = "setModelRoutes",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.ROUTES))
  @APIResponse(
      responseCode = "200",
      description = "The weights now.",
      content = @Content(schema = @Schema(implementation = RoutesResponse.class)))
  public RoutesResponse set(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      RoutesRequest request) {
    administration.setRoutes(name, RoutesRequest.toRoutes(request));
    return views.getRoutes(name);
  }
}
