package org.healthai.observability.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.observability.ServerHealth;
import org.healthai.web.ApplicationInfo;
import org.healthai.web.Open;

/** Tells API clients whether it is worth sending a film. */
@Path("/api/v1/health")
@RequestScoped
@Tag(name = "Server")
public class HealthResource {
  private final ServerHealth health;
  private final ApplicationInfo info;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected HealthResource() {
    this(null, null);
  }

  /** A resource that reports {@code health}. */
  @Inject
  public HealthResource(ServerHealth health, ApplicationInfo info) {
    this.health = health;
    this.info = info;
  }

  /** The report; 503 when degraded, so that a monitor which reads only statuses is not misled. */
  @GET
  @Open
  @Produces(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(
      operationId = "health",
      summary = "Whether films can be answered",
      description =
          "Needs no key and answers from memory, also while all cores compute. /health/ready says"
              + " more.")
  @APIResponse(
      responseCode = "200",
      description = "The model answers and the database is there.",
      content = @Content(schema = @Schema(implementation = HealthReport.class)))
  @APIResponse(
      responseCode = "503",
      description = "The same body with status degraded.",
      content = @Content(schema = @Schema(implementation = HealthReport.class)))
  public Response health() {
    boolean ready = health.ready();
    HealthReport report =
        new HealthReport(
            ready ? "healthy" : "degraded",
            info.name(),
            info.version(),
            health.defaultModel().ready());
    return Response.status(ready ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .entity(report)
        .build();
  }
}
