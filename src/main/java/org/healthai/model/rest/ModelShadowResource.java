package org.healthai.model.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.healthai.model.packaging.ModelId;
import org.healthai.web.openapi.CommonResponses;

/** The version that runs beside the one that answers. */
@Path(ModelsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelShadowResource {
  private final ModelAdministration administration;
  private final ModelViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ModelShadowResource() {
    this(null, null);
  }

  /** A resource on this administration. */
  @Inject
  public ModelShadowResource(ModelAdministration administration, ModelViews views) {
    this.administration = administration;
    this.views = views;
  }

  /** The shadow now. */
  @GET
  @Requires(Permission.MODELS)
  @Path("/{name}/shadow")
  @Audited(value = AuditAction.READ, entity = "model", id = "name")
  @Operation(
      summary = "Show the shadow",
      description = "The version that runs beside the one that answers.",
      operationId = "getModelShadow",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.SHADOW_VIEW))
  @APIResponse(
      responseCode = "200",
      description = "The shadow.",
      content = @Content(schema = @Schema(implementation = ShadowResponse.class)))
  public ShadowResponse get(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name) {
    return views.getShadow(name);
  }

  /** Another shadow. */
  @PUT
  @Requires(Permission.MODELS)
  @Path("/{name}/shadow")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Run a version as shadow",
      description =
          "Lets a ready version look at a share of the films after their answers are stored. What"
              + " it says is kept apart, never shown, and deleted with the prediction; the shadow"
              + " report compares it with what clients were told. Films are passed over while the"
              + " server is busy.",
      operationId = "setModelShadow",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.SHADOW))
  @APIResponse(
      responseCode = "200",
      description = "The shadow now.",
      content = @Content(schema = @Schema(implementation = ShadowResponse.class)))
  public ShadowResponse set(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      ShadowRequest request) {
    String version = ShadowRequest.requireVersion(request);
    administration.setShadow(ModelId.get(name, version), request.requirePercent());
    return views.getShadow(name);
  }

  /** No shadow any more. */
  @DELETE
  @Requires(Permission.MODELS)
  @Path("/{name}/shadow")
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "End the shadow",
      description =
          "Its answers stay for the report, which then needs its version. Deleting no shadow is no"
              + " mistake.",
      operationId = "deleteModelShadow",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.UNKNOWN))
  @APIResponse(responseCode = "204", description = "There is no shadow.")
  public void delete(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name) {
    administration.endShadow(name);
  }
}
