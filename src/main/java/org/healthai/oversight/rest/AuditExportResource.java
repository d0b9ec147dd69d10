package org.healthai.oversight.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.rest.Audited;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** The trail to take away. */
@Path("/api/v1/audit/export")
@RequestScoped
@Produces({ExportFormat.NDJSON_TYPE, ExportFormat.CSV_TYPE})
@Tag(name = "Audit")
public class AuditExportResource {
  private final AuditRepository trail;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected AuditExportResource() {
    this(null);
  }

  /** A resource on this trail. */
  @Inject
  public AuditExportResource(AuditRepository trail) {
    this.trail = trail;
  }

  /** Everything up to now. */
  @GET
  @Requires(Permission.AUDIT)
  @Audited(value = AuditAction.EXPORT, entity = "audit")
  @Operation(
      operationId = "exportAudit",
      summary = "Export audit events",
      description =
          "Streams all events that the filters let through, up to the last one there was when the"
              + " call began: one JSON document a line, or CSV whose cells no spreadsheet computes."
              + " When the database goes away meanwhile the connection breaks off.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.QUERY))
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content = {
        @Content(mediaType = ExportFormat.NDJSON_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = ExportFormat.CSV_TYPE, schema = @Schema(type = SchemaType.STRING))
      })
  public Response export(
      @BeanParam EventQuery query,
      @Parameter(
              description = "How the events are written.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"ndjson", "csv"},
                      defaultValue = "ndjson"))
          @QueryParam("format")
          @Nullable String format,
      @Context SecurityContext security) {
    ExportFormat written = ExportFormat.of(format);
    AuditFilter filter = query.toFilter(Callers.of(security));
    EventExport export = new EventExport(trail, filter, trail.end().head().count());
    StreamingOutput stream = out -> export.writeTo(out, written);
    return Response.ok(stream, written.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit.%s\"".formatted(written.extension()))
        .build();
  }
}
