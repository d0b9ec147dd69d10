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
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.privacy.LegalHold;
import org.healthai.privacy.LegalHolds;
import org.healthai.web.openapi.CommonResponses;

/** Legal holds: setting, showing and lifting them. */
@Path(HoldsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class HoldsResource {
  static final String PATH = "/api/v1/privacy/holds";

  private static final String ENTITY = "legal-hold";
  private static final String ID = "Id of the hold";

  private final LegalHolds holds;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected HoldsResource() {
    this(null);
  }

  /** A resource on these holds. */
  @Inject
  public HoldsResource(LegalHolds holds) {
    this.holds = holds;
  }

  /** Sets a hold. */
  @POST
  @Requires(Permission.PRIVACY)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.HOLD_CHANGE, entity = ENTITY)
  @Operation(
      operationId = "setLegalHold",
      summary = "Hold a patient's records",
      description =
          "Until it is lifted, nothing of the patient in that tenant is deleted: not by an erasure,"
              + " nor one by one, nor by age; what comes later included.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.PATIENT_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "It holds.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where it is.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/privacy/holds/51")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldResponse.class),
              examples = @ExampleObject(name = "hold", value = PrivacyExamples.HOLD)))
  public Response set(
      HoldRequest request,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    HoldRequest body = PrivacyMembers.body(request);
    Caller caller = Callers.of(security);
    LegalHold hold =
        holds.set(body.toPatient(caller), body.toReason(), Occasions.of(servletRequest));
    return Response.created(URI.create(PATH + "/" + hold.id())).entity(toResponse(hold)).build();
  }

  /** Every hold that the caller sees. */
  @GET
  @Requires(Permission.PRIVACY)
  @Audited(value = AuditAction.LIST, entity = ENTITY)
  @Operation(
      operationId = "listLegalHolds",
      summary = "List the legal holds",
      description =
          "The caller's tenant's, all tenants' with all-tenants; the oldest first. Lifted ones stay"
              + " in the list.")
  @APIResponse(
      responseCode = "200",
      description = "The holds.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldResponse[].class),
              examples = @ExampleObject(name = "one", value = PrivacyExamples.HOLDS)))
  public HoldResponse[] list(@Context SecurityContext security) {
    return holds.list(Callers.of(security)).stream()
        .map(this::toResponse)
        .toArray(HoldResponse[]::new);
  }

  /** One hold. */
  @GET
  @Path("/{id}")
  @Requires(Permission.PRIVACY)
  @Audited(value = AuditAction.READ, entity = ENTITY, id = "id")
  @Operation(
      operationId = "getLegalHold",
      summary = "Show a legal hold",
      description = "Whom it is about, why, since when and by whom.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.HOLD_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The hold.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldResponse.class),
              examples = @ExampleObject(name = "hold", value = PrivacyExamples.HOLD)))
  public HoldResponse get(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return toResponse(holds.get(Callers.of(security), id));
  }

  /** Ends a hold. */
  @POST
  @Path("/{id}/lift")
  @Requires(Permission.PRIVACY)
  @Audited(value = AuditAction.HOLD_CHANGE, entity = ENTITY, id = "id")
  @Operation(
      operationId = "liftLegalHold",
      summary = "Lift a legal hold",
      description =
          "From now on it keeps nothing from being deleted; it stays in the list. Lifting it again"
              + " changes nothing.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.HOLD_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The hold, lifted.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldResponse.class),
              examples = @ExampleObject(name = "hold", value = PrivacyExamples.LIFTED)))
  public HoldResponse lift(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    return toResponse(holds.lift(Callers.of(security), id, Occasions.of(servletRequest)));
  }

  private HoldResponse toResponse(LegalHold hold) {
    return HoldResponse.of(hold, holds.referenceOf(hold));
  }
}
