package org.healthai.oversight.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.ChainVerifier;
import org.healthai.audit.rest.Audited;

/** The proof that the trail is whole. */
@Path("/api/v1/audit/verify")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditVerifyResource {
  private final AuditRepository trail;
  private final ChainVerifier verifier;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected AuditVerifyResource() {
    this(null, null);
  }

  /** A resource on this trail. */
  @Inject
  public AuditVerifyResource(AuditRepository trail, ChainVerifier verifier) {
    this.trail = trail;
    this.verifier = verifier;
  }

  /** Checks every event up to now. */
  @GET
  @Requires(Permission.AUDIT)
  @Audited(value = AuditAction.VERIFY, entity = "audit")
  @Operation(
      operationId = "verifyAudit",
      summary = "Check that the audit trail is whole",
      description =
          "Reads all events, of all tenants, and computes their chain anew. Says the first place"
              + " that is `changed`, `missing`, `reordered`, `cut-off` (the last events are gone),"
              + " `added`, or that the head of the chain is not what a server with this secret left"
              + " (`head-changed`). Takes some seconds for a million events.")
  @APIResponse(
      responseCode = "200",
      description = "What was found.",
      content = @Content(schema = @Schema(implementation = VerificationResponse.class)))
  public VerificationResponse verify() {
    return VerificationResponse.of(verifier.verify(trail));
  }
}
