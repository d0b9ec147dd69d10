package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.healthai.prediction.shadow.ShadowReports;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** How a shadow compares with what clients were told. */
@Path("/api/v1/models")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ShadowReportResource {
  private static final String ERRORS =
      """
      NOT_FOUND: this model has no shadow now; version asks for one it had
      MODEL_NOT_FOUND: there is no model of that name and version
      """;

  private final ShadowReports reports;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ShadowReportResource() {
    this(null);
  }

  /** A resource on these reports. */
  @Inject
  public ShadowReportResource(ShadowReports reports) {
    this.reports = reports;
  }

  /** The comparison so far. */
  @GET
  @Requires(Permission.MODELS)
  @Path("/{name}/shadow-report")
  @Audited(value = AuditAction.READ, entity = "model", id = "name")
  @Operation(
      summary = "Compare the shadow with what clients were told",
      description =
          "Counts over the films that the shadow has looked at since it was chosen; films that"
              + " were passed over or deleted do not count.",
      operationId = "getShadowReport",
      extensions = @Extension(name = CommonResponses.ERRORS, value = ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The comparison.",
      content = @Content(schema = @Schema(implementation = ShadowReportResponse.class)))
  public ShadowReportResponse report(
      @Parameter(description = "Name of the model", example = "chest_xray") @PathParam("name")
          String name,
      @Parameter(description = "A version that was a shadow; the shadow of now when absent.")
          @QueryParam("version")
          @Nullable String version) {
    return ShadowReportResponse.of(reports.report(name, version));
  }
}
