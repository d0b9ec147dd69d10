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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.rest.Audited;
import org.healthai.web.RequestValues;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Path("/api/v1/audit/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit", description = "Who did what to which record, and the proof of it")
public class AuditEventsResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final AuditRepository trail;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected AuditEventsResource() {
    this(null);
  }

  /** A resource on this trail. */
  @Inject
  public AuditEventsResource(AuditRepository trail) {
    this.trail = trail;
  }

  /** One page, in the order of the chain. */
  @GET
  @Requires(Permission.AUDIT)
  @Audited(value = AuditAction.LIST, entity = "audit")
  @Operation(
      operationId = "listAuditEvents",
      summary = "List audit events",
      description =
          "One page of the events that the filters let through, oldest first. Follow the link `next`"
              + " of the header Link, or give the last sequence as `after`. This call is an event"
              + " itself.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.QUERY))
  @APIResponse(
      responseCode = "200",
      description = "A page, empty when nothing is there.",
      headers =
          @Header(
              name = HttpHeaders.LINK,
              description = "The page `next` (RFC 8288), when this one is full.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      examples = "</api/v1/audit/events?limit=100&after=100>; rel=\"next\"")),
      content = @Content(schema = @Schema(implementation = EventResponse[].class)))
  public Response list(
      @BeanParam EventQuery query,
      @Parameter(
              description = "Only events behind this sequence.",
              schema = @Schema(type = SchemaType.INTEGER, defaultValue = "0", minimum = "0"))
          @QueryParam("after")
          @Nullable String after,
      @Parameter(
              description = "Events to return at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      defaultValue = "100",
                      minimum = "1",
                      maximum = "1000"))
          @QueryParam("limit")
          @Nullable String limit,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    int size = RequestValues.toInt("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
    long start = RequestValues.toLong("after", after, 0, 0, Long.MAX_VALUE);
    List<AuditRow> rows = trail.list(query.toFilter(Callers.of(security)), start, size);
    Response.ResponseBuilder answer =
        Response.ok(rows.stream().map(EventResponse::of).toArray(EventResponse[]::new));
    if (rows.size() == size) {
      long last = rows.get(size - 1).sequence();
      answer.header(HttpHeaders.LINK, NextLink.of(uri.getRequestUri(), last));
    }
    return answer.build();
  }
}
