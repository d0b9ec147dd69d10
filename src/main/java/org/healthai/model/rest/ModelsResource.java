package org.healthai.model.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ServedModel;
import org.healthai.web.openapi.CommonResponses;

/** The models of this server. */
@Path(ModelsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "Which models answer here, and what they are")
public class ModelsResource {
  static final String PATH = "/api/v1/models";

  private static final String UNKNOWN =
      "MODEL_NOT_FOUND: there is no model of that name and version";
  private static final String NO_CARD = "NOT_FOUND: this version shows no model card";
  private static final String MARKDOWN = "text/markdown;charset=UTF-8";

  private final ModelViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ModelsResource() {
    this(null);
  }

  /** A resource that shows these. */
  @Inject
  public ModelsResource(ModelViews views) {
    this.views = views;
  }

  /** Every model, ordered by name. */
  @GET
  @Requires(Permission.READ)
  @Audited(value = AuditAction.LIST, entity = "model")
  @Operation(
      summary = "List the models",
      description = "Every model this server knows, with its versions, the highest last.",
      operationId = "listModels")
  @APIResponse(
      responseCode = "200",
      description = "The models, ordered by name.",
      content = @Content(schema = @Schema(implementation = ModelResponse[].class)))
  public ModelResponse[] list() {
    return views.list();
  }

  /** One model with its versions. */
  @GET
  @Requires(Permission.READ)
  @Path("/{name}")
  @Audited(value = AuditAction.READ, entity = "model", id = "name")
  @Operation(
      summary = "Show a model",
      description = "One model with its versions and the one a request gets that names none.",
      operationId = "getModel",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UNKNOWN))
  @APIResponse(
      responseCode = "200",
      description = "The model.",
      content = @Content(schema = @Schema(implementation = ModelResponse.class)))
  public ModelResponse get(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name) {
    return views.get(name);
  }

  /** Everything about one version. */
  @GET
  @Requires(Permission.READ)
  @Path("/{name}/versions/{version}")
  @Audited(
      value = AuditAction.READ,
      entity = "model",
      id = {"name", "version"})
  @Operation(
      summary = "Show a version",
      description =
          "State, labels, input contract, training data, metrics and engine of one version. While"
              + " it is not READY only name, version, state and the reason are there.",
      operationId = "getModelVersion",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UNKNOWN))
  @APIResponse(
      responseCode = "200",
      description = "The version.",
      content = @Content(schema = @Schema(implementation = ModelVersionResponse.class)))
  public ModelVersionResponse getVersion(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      @Parameter(description = "Its version", example = "1") @PathParam("version") String version) {
    return views.getVersion(name, version);
  }

  /** The model card, for people. */
  @GET
  @Requires(Permission.READ)
  @Path("/{name}/versions/{version}/card")
  @Produces(MARKDOWN)
  @Audited(
      value = AuditAction.READ,
      entity = "model",
      id = {"name", "version"})
  @Operation(
      summary = "Read a model card",
      description = "What the model is for, what it was trained on and where its limits are.",
      operationId = "getModelCard",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UNKNOWN + "\n" + NO_CARD))
  @APIResponse(
      responseCode = "200",
      description = "The card, in Markdown.",
      content =
          @Content(
              mediaType = "text/markdown",
              schema = @Schema(type = SchemaType.STRING, examples = "# Chest X-ray, version 1")))
  public String getCard(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      @Parameter(description = "Its version", example = "1") @PathParam("version") String version) {
    return views
        .getStatus(name, version)
        .served()
        .flatMap(ServedModel::card)
        .orElseThrow(
            () -> new HealthAiException(ErrorCode.NOT_FOUND, "this version shows no model card"));
  }
}
