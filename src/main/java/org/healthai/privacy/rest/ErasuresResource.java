package org.healthai.privacy.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
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
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.privacy.Erasure;
import org.healthai.privacy.Erasures;
import org.healthai.web.RequestValues;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** Erasing patients, and the proofs of it. */
@Path(ErasuresResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class ErasuresResource {
  static final String PATH = "/api/v1/privacy/erasures";

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Erasures erasures;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ErasuresResource() {
    this(null);
  }

  /** A resource on these erasures. */
  @Inject
  public ErasuresResource(Erasures erasures) {
    this.erasures = erasures;
  }

  /** Erases a patient. */
  @POST
  @Requires(Permission.PRIVACY)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.ERASE, entity = "erasure")
  @Operation(
      operationId = "erasePatient",
      summary = "Erase a patient",
      description =
          "Erases a patient's predictions in one tenant, their films and what shadows said of them,"
              + " for good (GDPR Article 17), and answers with the proof. Repeated, it erases what"
              + " came since. A legal hold refuses it.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.ERASE_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "Erased; the proof, which is kept.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the proof is.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/privacy/erasures/51")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureResponse.class),
              examples = @ExampleObject(name = "two films", value = PrivacyExamples.ERASURE)))
  public Response erase(
      PatientRequest request,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    Erasure proof =
        erasures.erase(
            PrivacyMembers.body(request).toPatient(Callers.of(security)),
            Occasions.of(servletRequest));
    return Response.created(URI.create(PATH + "/" + proof.id())).entity(toResponse(proof)).build();
  }

  /** The proofs, newest first. */
  @GET
  @Requires(Permission.PRIVACY)
  @Audited(value = AuditAction.LIST, entity = "erasure")
  @Operation(
      operationId = "listErasures",
      summary = "List the proofs of erasures",
      description = "The caller's tenant's, all tenants' with all-tenants; the newest first.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.LIST_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The proofs.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureResponse[].class),
              examples = @ExampleObject(name = "one", value = PrivacyExamples.ERASURES)))
  public ErasureResponse[] list(
      @Parameter(
              description = "Only proofs with a lower id: the last one of the page before.",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
          @QueryParam("before")
          @Nullable String before,
      @Parameter(
              description = "How many at most.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "100"))
          @QueryParam("limit")
          @Nullable String limit,
      @Context SecurityContext security) {
    return erasures
        .list(
            Callers.of(security),
            RequestValues.toLong("before", before, Long.MAX_VALUE, 1, Long.MAX_VALUE),
            RequestValues.toInt("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT))
        .stream()
        .map(this::toResponse)
        .toArray(ErasureResponse[]::new);
  }

  /** One proof. */
  @GET
  @Path("/{id}")
  @Requires(Permission.PRIVACY)
  @Audited(value = AuditAction.READ, entity = "erasure", id = "id")
  @Operation(
      operationId = "getErasure",
      summary = "Show the proof of an erasure",
      description = "What was erased, when and by whom; nothing of the patient.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.ERASURE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The proof.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureResponse.class),
              examples = @ExampleObject(name = "proof", value = PrivacyExamples.ERASURE)))
  public ErasureResponse get(
      @Parameter(description = "Id of the erasure", example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return toResponse(erasures.get(Callers.of(security), id));
  }

  private ErasureResponse toResponse(Erasure proof) {
    return ErasureResponse.of(proof, erasures.isGenuine(proof).orElse(null));
  }
}
