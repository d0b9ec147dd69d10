package org.healthai.oversight.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
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
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditRow;
import org.healthai.audit.rest.Audited;
import org.healthai.web.RequestValues;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** The trail as FHIR R4 AuditEvent resources. */
@Path("/api/v1/audit/fhir/AuditEvent")
@RequestScoped
@Produces(FhirAuditEventsResource.MEDIA_TYPE)
@Tag(name = "Audit")
public class FhirAuditEventsResource {
  static final String MEDIA_TYPE = "application/fhir+json";

  private static final int DEFAULT_COUNT = 100;
  private static final int MAX_COUNT = 1000;

  private final AuditRepository trail;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected FhirAuditEventsResource() {
    this(null);
  }

  /** A resource on this trail. */
  @Inject
  public FhirAuditEventsResource(AuditRepository trail) {
    this.trail = trail;
  }

  /** One page, in the order of the chain. */
  @GET
  @Requires(Permission.AUDIT)
  @Audited(value = AuditAction.LIST, entity = "audit")
  @Operation(
      operationId = "searchAuditEvents",
      summary = "Audit events in FHIR",
      description =
          "A Bundle of type searchset with AuditEvent resources (R4) after the patterns of IHE BALP,"
              + " oldest first. Takes the filters of the other audit calls. The link `next` leads"
              + " to the next page.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.QUERY))
  @APIResponse(
      responseCode = "200",
      description = "A page, empty when nothing is there.",
      content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.OBJECT)))
  public String search(
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
          @QueryParam("_count")
          @Nullable String count,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    int size = RequestValues.toInt("_count", count, DEFAULT_COUNT, 1, MAX_COUNT);
    long start = RequestValues.toLong("after", after, 0, 0, Long.MAX_VALUE);
    List<AuditRow> rows = trail.list(query.toFilter(Callers.of(security)), start, size);
    return bundle(rows, uri, rows.size() == size).toString();
  }

  private static JsonObject bundle(List<AuditRow> rows, UriInfo uri, boolean full) {
    URI request = uri.getRequestUri();
    String self = uri.getAbsolutePath().toString();
    FhirEvents events = new FhirEvents(uri.getBaseUri().toString());
    JsonArrayBuilder links = Json.createArrayBuilder().add(link("self", request.toString()));
    if (full) {
      long last = rows.get(rows.size() - 1).sequence();
      links.add(link("next", request.resolve(NextLink.target(request, last)).toString()));
    }
    JsonArrayBuilder entries = Json.createArrayBuilder();
    for (AuditRow row : rows) {
      entries.add(
          Json.createObjectBuilder()
              .add("fullUrl", self + "/" + row.sequence())
              .add("resource", events.toResource(row))
              .add("search", Json.createObjectBuilder().add("mode", "match")));
    }
    return Json.createObjectBuilder()
        .add("resourceType", "Bundle")
        .add("type", "searchset")
        .add("link", links)
        .add("entry", entries)
        .build();
  }

  private static JsonObject link(String relation, String url) {
    return Json.createObjectBuilder().add("relation", relation).add("url", url).build();
  }
}
