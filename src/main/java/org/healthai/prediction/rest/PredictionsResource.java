package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Permission;
import org.healthai.access.Tenants;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionHistory;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.web.PageLinks;
import org.healthai.web.openapi.CommonResponses;

/** What was predicted so far. */
@Path("/api/v1/predictions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Predictions")
public class PredictionsResource {
  private static final String TOTAL_HEADER = "X-Total-Count";
  private static final String ENTITY = "prediction";
  private static final String ID = "Id of the prediction";

  private final PredictionHistory history;
  private final SubjectSealer subjects;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected PredictionsResource() {
    this(null, null);
  }

  /** A resource on this history, whose references {@code subjects} opens. */
  @Inject
  public PredictionsResource(PredictionHistory history, SubjectSealer subjects) {
    this.history = history;
    this.subjects = subjects;
  }

  /** One page, newest first. */
  @GET
  @Requires(Permission.READ)
  @Audited(value = AuditAction.LIST, entity = ENTITY)
  @Operation(
      operationId = "listPredictions",
      summary = "List stored predictions",
      description =
          "One page of the predictions that the filters let through, newest first. Follow the"
              + " links of the header Link to walk over all of them.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.LIST))
  @APIResponse(
      responseCode = "200",
      description = "A page, empty when nothing is there.",
      headers = {
        @Header(
            name = TOTAL_HEADER,
            description = "Predictions that the filters let through, on all pages.",
            schema = @Schema(type = SchemaType.INTEGER, examples = "1")),
        @Header(
            name = HttpHeaders.LINK,
            description =
                "The pages first, prev, next and last (RFC 8288), relative to this server.",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    examples = "</api/v1/predictions?skip=0&limit=100>; rel=\"first\""))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PredictionResponse[].class),
              examples = @ExampleObject(name = "one", value = Examples.HISTORY)))
  public Response list(
      @BeanParam HistoryQuery query, @Context UriInfo uri, @Context SecurityContext security) {
    int skip = query.toSkip();
    int limit = query.toLimit();
    PredictionHistory.Page page = history.list(query.toFilter(Callers.of(security)), skip, limit);
    List<PredictionResponse> body =
        page.predictions().stream().map(PredictionResponse::of).toList();
    PageLinks links = new PageLinks(uri.getRequestUri(), skip, limit, page.total());
    return Response.ok(body.toArray(PredictionResponse[]::new))
        .header(TOTAL_HEADER, page.total())
        .header(HttpHeaders.LINK, links.toHeader())
        .build();
  }

  /** One prediction. */
  @GET
  @Requires(Permission.READ)
  @Path("/{id}")
  @Audited(value = AuditAction.READ, entity = ENTITY, id = "id")
  @Operation(
      operationId = "getPrediction",
      summary = "Show a stored prediction",
      description =
          "The same document that the call answered which made it; with the permission privacy also"
              + " the references it was given.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.ONE))
  @APIResponse(
      responseCode = "200",
      description = "The prediction.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PredictionResponse.class),
              examples = @ExampleObject(name = "normal", value = Examples.PREDICTION)))
  public PredictionResponse get(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security) {
    Prediction prediction = history.get(Parameters.toId(id), tenantsOf(security));
    boolean seesReferences = AccessPolicy.allows(Callers.of(security), Permission.PRIVACY);
    return PredictionResponse.of(
        prediction,
        seesReferences
            ? subjects.open(prediction.subject(), prediction.storedName().value())
            : SubjectReferences.NONE);
  }

  /** Forgets one prediction, and its film where films are kept. */
  @DELETE
  @Requires(Permission.DELETE)
  @Path("/{id}")
  @Audited(value = AuditAction.DELETE, entity = ENTITY, id = "id")
  @Operation(
      operationId = "deletePrediction",
      summary = "Delete a stored prediction",
      description = "Forgets the answer, and its film where the server keeps films, for good.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.DELETE))
  @APIResponse(responseCode = "204", description = "It is gone.")
  public void delete(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    history.delete(Parameters.toId(id), tenantsOf(security), Occasions.of(request));
  }

  private static Tenants tenantsOf(SecurityContext security) {
    return AccessPolicy.tenantsOf(Callers.of(security));
  }
}
