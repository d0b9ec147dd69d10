package org.healthai.model.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
import org.healthai.model.ModelStatus;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.model.packaging.ModelId;
import org.healthai.web.LateFailure;
import org.healthai.web.RequestValues;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** Which models answer here, decided by callers who may. Every change survives a restart. */
@Path(ModelsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelAdministrationResource {
  private final ModelAdministration administration;
  private final ModelViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ModelAdministrationResource() {
    this(null, null);
  }

  /** A resource on this administration. */
  @Inject
  public ModelAdministrationResource(ModelAdministration administration, ModelViews views) {
    this.administration = administration;
    this.views = views;
  }

  /** Loads a version. */
  @POST
  @Requires(Permission.MODELS)
  @Path("/{name}/versions/{version}/load")
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Load a version",
      description =
          "Verifies, builds, replays the golden cases and warms in the background, then switches;"
              + " a running instance answers until then and is drained afterwards. A package that"
              + " is refused leaves it as it is. The default does not change.",
      operationId = "loadModelVersion",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.LOAD))
  @APIResponse(
      responseCode = "202",
      description = "Under way; `Location` shows how far it is.",
      content = @Content(schema = @Schema(implementation = ModelVersionResponse.class)))
  @APIResponse(
      responseCode = "200",
      description = "Loaded, with `wait=true`.",
      content = @Content(schema = @Schema(implementation = ModelVersionResponse.class)))
  public CompletionStage<Response> load(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      @Parameter(description = "Its version", example = "2") @PathParam("version") String version,
      @Parameter(
              description = "Whether to answer when the outcome is known.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @QueryParam("wait")
          @Nullable String wait) {
    boolean waits = RequestValues.toFlag("wait", wait);
    ModelId id = ModelId.get(name, version);
    CompletableFuture<ModelStatus> outcome = administration.load(id);
    return waits
        ? outcome.thenApply(views::loaded).exceptionally(LateFailure::toResponse)
        : CompletableFuture.completedFuture(views.accepted(id));
  }

  /** Takes a version out of service. */
  @POST
  @Requires(Permission.MODELS)
  @Path("/{name}/versions/{version}/unload")
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Unload a version",
      description =
          "Takes a version out of service and keeps it out over restarts until it is loaded again."
              + " Requests that had chosen it are still answered. When it is the default, the"
              + " highest other ready version takes its place.",
      operationId = "unloadModelVersion",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.UNLOAD))
  @APIResponse(
      responseCode = "200",
      description = "The version, unloaded.",
      content = @Content(schema = @Schema(implementation = ModelVersionResponse.class)))
  public ModelVersionResponse unload(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      @Parameter(description = "Its version", example = "1") @PathParam("version") String version) {
    administration.unload(ModelId.get(name, version));
    return views.getVersion(name, version);
  }

  /** Changes the default. */
  @PUT
  @Requires(Permission.MODELS)
  @Path("/{name}/default")
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Choose the default version",
      description =
          "Makes a ready version the one that answers requests which name none, from the next"
              + " request on.",
      operationId = "setDefaultModelVersion",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.DEFAULT))
  @APIResponse(
      responseCode = "200",
      description = "The model with its new default.",
      content = @Content(schema = @Schema(implementation = ModelResponse.class)))
  public ModelResponse setDefault(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      DefaultRequest request) {
    administration.setDefault(ModelId.get(name, ModelViews.requireVersion(request)));
    return views.get(name);
  }

  /** Goes back to the previous default. */
  @POST
  @Requires(Permission.MODELS)
  @Path("/{name}/rollback")
  @Audited(value = AuditAction.MODEL_CHANGE, entity = "model", id = "name")
  @Operation(
      summary = "Roll back to the previous default",
      description =
          "Makes the previous default the default again, from the next request on. Works once: to"
              + " go forth again, choose the default.",
      operationId = "rollBackModel",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.ROLLBACK))
  @APIResponse(
      responseCode = "200",
      description = "The model with its old default.",
      content = @Content(schema = @Schema(implementation = ModelResponse.class)))
  public ModelResponse rollBack(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name) {
    administration.rollBack(name);
    return views.get(name);
  }
}
