package org.healthai.access.factor.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.factor.SecondFactors;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Members;
import org.healthai.access.rest.SignedIn;
import org.healthai.access.user.OwnAccount;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.SmallBody;
import org.healthai.web.openapi.CommonResponses;

/** A user's own second factor. */
@Path("/api/v1/me/second-factor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SecondFactorResource {
  private final OwnAccount account;
  private final SecondFactors factors;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected SecondFactorResource() {
    this(null, null);
  }

  /** A resource on these factors. */
  @Inject
  public SecondFactorResource(OwnAccount account, SecondFactors factors) {
    this.account = account;
    this.factors = factors;
  }

  /** Makes a secret. */
  @POST
  @SignedIn
  @SmallBody
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user")
  @Operation(
      operationId = "beginSecondFactor",
      summary = "Set up a second factor",
      description =
          "Answers a secret for an authenticator application (RFC 6238), once. It counts when a code"
              + " of it has been confirmed. Needs no permission.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = FactorExamples.BEGIN_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The secret.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EnrolmentResponse.class),
              examples = @ExampleObject(name = "secret", value = FactorExamples.ENROLMENT)))
  public EnrolmentResponse begin(PasswordRequest request, @Context SecurityContext security) {
    String password = Members.body(request).password();
    return EnrolmentResponse.of(
        factors.begin(account.getByPassword(Callers.of(security), password)));
  }

  /** Has logins need it. */
  @POST
  @Path("/confirm")
  @SignedIn
  @SmallBody
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user")
  @Operation(
      operationId = "confirmSecondFactor",
      summary = "Confirm a second factor",
      description =
          "Logins of the user need a code from now on. Answers ten recovery codes, once, each of"
              + " which works once in the place of a code. Needs no permission.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = FactorExamples.CONFIRM_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "Recovery codes.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RecoveryCodesResponse.class),
              examples = @ExampleObject(name = "codes", value = FactorExamples.CODES)))
  public RecoveryCodesResponse confirm(CodeRequest request, @Context SecurityContext security) {
    String code = Members.body(request).required();
    return new RecoveryCodesResponse(factors.confirm(account.get(Callers.of(security)), code));
  }

  /** Forgets it. */
  @POST
  @Path("/remove")
  @SignedIn
  @SmallBody
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user")
  @Operation(
      operationId = "removeSecondFactor",
      summary = "Remove one's second factor",
      description =
          "A password is enough to log in from now on, unless a role of the user needs a second"
              + " factor. Needs no permission.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = FactorExamples.REMOVE_ERRORS))
  @APIResponse(responseCode = "204", description = "There is none.")
  public void remove(PasswordRequest request, @Context SecurityContext security) {
    String password = Members.body(request).password();
    factors.remove(account.getByPassword(Callers.of(security), password));
  }
}
