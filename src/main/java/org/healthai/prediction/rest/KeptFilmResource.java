package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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
import org.healthai.access.AccessPolicy;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionHistory;
import org.healthai.web.openapi.CommonResponses;

/** Kept films, for who hands a patient's data out. */
@Path("/api/v1/predictions/{id}/film")
@RequestScoped
@Tag(name = "Privacy")
public class KeptFilmResource {
  private final PredictionHistory history;
  private final FilmArchive films;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected KeptFilmResource() {
    this(null, null);
  }

  /** A resource on these films. */
  @Inject
  public KeptFilmResource(PredictionHistory history, FilmArchive films) {
    this.history = history;
    this.films = films;
  }

  /** A film as it came. */
  @GET
  @Requires(Permission.PRIVACY)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Audited(value = AuditAction.READ, entity = "film", id = "id")
  @Operation(
      operationId = "getKeptFilm",
      summary = "Download a kept film",
      description =
          "The film of a prediction, byte for byte as it came, where the server that answers keeps"
              + " it.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = Errors.FILM))
  @APIResponse(
      responseCode = "200",
      description = "The film.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(implementation = UploadSchemas.Film.class)))
  public Response get(
      @Parameter(
              description = "Id of the prediction",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security) {
    Prediction prediction =
        history.get(Parameters.toId(id), AccessPolicy.tenantsOf(Callers.of(security)));
    if (!films.has(prediction.storedName())) {
      throw new HealthAiException(
          ErrorCode.NOT_FOUND, "this server keeps no film of prediction " + prediction.id());
    }
    StreamingOutput film = out -> films.copy(prediction.storedName(), prediction.filmKey(), out);
    return Response.ok(film)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s\"".formatted(prediction.storedName()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
