package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.Occasion;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.limit.Ticket;
import org.healthai.limit.rest.Costs;
import org.healthai.limit.rest.Metered;
import org.healthai.limit.rest.Tickets;
import org.healthai.prediction.BatchOutcome;
import org.healthai.prediction.BatchPredictionService;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionService;
import org.healthai.web.LargeBody;
import org.healthai.web.LateFailure;
import org.healthai.web.openapi.CommonResponses;

/** Classifies films. */
@Path("/api/v1/predict")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Predictions", description = "Classify films, and look at what was answered")
public class PredictResource {
  private final PredictionService films;
  private final BatchPredictionService batches;
  private final OrderFactory orders;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected PredictResource() {
    this(null, null, null);
  }

  /** A resource on these services. */
  @Inject
  public PredictResource(
      PredictionService films, BatchPredictionService batches, OrderFactory orders) {
    this.films = films;
    this.batches = batches;
    this.orders = orders;
  }

  /** Classifies one film and stores the answer. */
  @POST
  @Requires(Permission.PREDICT)
  @Metered
  @Audited(value = AuditAction.PREDICT, entity = "prediction")
  @Operation(
      operationId = "predict",
      summary = "Classify a film",
      description =
          "Takes one chest X-ray as PNG, JPEG, BMP or TIFF, recognised by its content whatever its"
              + " name and type say, and stores the answer. The film itself is not kept unless the"
              + " server is set to. By default a film has at most 20 MB and 50 megapixels and each"
              + " side at least 64 pixels.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.PREDICT))
  @RequestBody(
      required = true,
      description = "A form with the film as its only part, or the film as the body.",
      content = {
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(implementation = UploadSchemas.FilmForm.class)),
        @Content(
            mediaType = "image/png",
            schema = @Schema(implementation = UploadSchemas.Film.class)),
        @Content(
            mediaType = "image/jpeg",
            schema = @Schema(implementation = UploadSchemas.Film.class)),
        @Content(
            mediaType = "image/bmp",
            schema = @Schema(implementation = UploadSchemas.Film.class)),
        @Content(
            mediaType = "image/tiff",
            schema = @Schema(implementation = UploadSchemas.Film.class)),
        @Content(
            mediaType = MediaType.APPLICATION_OCTET_STREAM,
            schema = @Schema(implementation = UploadSchemas.Film.class))
      })
  @APIResponse(
      responseCode = "201",
      description = "Classified and stored.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the stored answer is.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/predictions/42")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PredictionResponse.class),
              examples = {
                @ExampleObject(name = "normal", value = Examples.PREDICTION),
                @ExampleObject(name = "operating_point=screening", value = Examples.DECIDED)
              }))
  @Consumes({
    MediaType.MULTIPART_FORM_DATA,
    "image/png",
    "image/jpeg",
    "image/bmp",
    "image/tiff",
    MediaType.APPLICATION_OCTET_STREAM
  })
  public CompletionStage<Response> predict(
      @BeanParam PredictQuery query,
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @FilePart("file") UploadForm form) {
    Occasion occasion = Occasions.of(request);
    return form.handOver(
            files -> films.predict(files.get(0), orders.forFilm(query, security, occasion)))
        .thenApply(PredictResource::created)
        .exceptionally(LateFailure::toResponse);
  }

  /** Classifies several films and stores the answers in one transaction. */
  @POST
  @Requires(Permission.PREDICT)
  @Metered
  @Path("/batch")
  @Audited(value = AuditAction.BATCH, entity = "prediction")
  @Operation(
      operationId = "predictBatch",
      summary = "Classify several films",
      description =
          "Takes up to 50 films by default. A film that fails is told in `errors` and never fails"
              + " the others; only when every film failed the call fails as a whole. All answers"
              + " are stored in one transaction. Costs as many predictions of the caller's quota as"
              + " it has films.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.BATCH))
  @RequestBody(
      required = true,
      description = "A form in which every part is named files and holds one film.",
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = UploadSchemas.BatchForm.class)))
  @APIResponse(
      responseCode = "201",
      description = "At least one film was classified and stored.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BatchResponse.class),
              examples = @ExampleObject(name = "one of two", value = Examples.BATCH)))
  @LargeBody
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public CompletionStage<Response> predictBatch(
      @BeanParam PredictQuery query,
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @FilePart(value = "files", repeated = true) UploadForm form) {
    Occasion occasion = Occasions.of(request);
    Ticket ticket = Tickets.of(request);
    return form.handOver(
            files -> {
              ticket.take(files.size() - 1L);
              return batches.predict(files, orders.forBatch(query, security, occasion));
            })
        .thenApply(outcome -> created(outcome, ticket))
        .exceptionally(LateFailure::toResponse);
  }

  private static Response created(BatchOutcome outcome, Ticket ticket) {
    ticket.giveBack(outcome.failures().stream().filter(f -> Costs.nothing(f.code())).count());
    return Response.status(Response.Status.CREATED).entity(BatchResponse.of(outcome)).build();
  }

  private static Response created(Prediction prediction) {
    return Response.created(URI.create("/api/v1/predictions/" + prediction.id()))
        .entity(PredictionResponse.of(prediction))
        .build();
  }
}
