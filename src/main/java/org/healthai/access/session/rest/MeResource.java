package org.healthai.access.session.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import org.healthai.access.Caller;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Members;
import org.healthai.access.rest.SignedIn;
import org.healthai.access.session.NextSteps;
import org.healthai.access.user.OwnAccount;
import org.healthai.access.user.User;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.SmallBody;
import org.healthai.web.openapi.CommonResponses;

/** What a caller does about themselves. */
@Path("/api/v1/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class MeResource {
  private final OwnAccount account;
  private final NextSteps steps;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected MeResource() {
    this(null, null);
  }

  /** A resource on these accounts. */
  @Inject
  public MeResource(OwnAccount account, NextSteps steps) {
    this.account = account;
    this.steps = steps;
  }

  /** Who is calling. */
  @GET
  @SignedIn
  @Audited(value = AuditAction.READ, entity = "user")
  @Operation(
      operationId = "me",
      summary = "Show who is calling",
      description = "The caller, their tenant and what they may do. Needs no permission.")
  @APIResponse(
      responseCode = "200",
      description = "The caller.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MeResponse.class),
              examples = @ExampleObject(name = "user", value = SessionExamples.ME)))
  public MeResponse me(@Context SecurityContext security) {
    Caller caller = Callers.of(security);
    if (caller.kind() == Caller.Kind.KEY) {
      return MeResponse.ofKey(caller);
    }
    User user = account.get(caller);
    return MeResponse.ofUser(caller, user, steps.of(user));
  }

  /** Changes the caller's password. */
  @PUT
  @Path("/password")
  @SignedIn
  @SmallBody
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user")
  @Operation(
      operationId = "changePassword",
      summary = "Change one's own password",
      description =
          "Ends every session of the user, this one too: log in with the new password. Needs no"
              + " permission.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = SessionExamples.PASSWORD_ERRORS))
  @APIResponse(responseCode = "204", description = "The new password works.")
  public void changePassword(PasswordChangeRequest request, @Context SecurityContext security) {
    PasswordChangeRequest body = Members.body(request);
    account.changePassword(Callers.of(security), body.current(), body.chosen());
  }
}
