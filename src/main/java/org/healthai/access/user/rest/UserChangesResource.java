package org.healthai.access.user.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Members;
import org.healthai.access.rest.Requires;
import org.healthai.access.user.UserAdministration;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.openapi.CommonResponses;

/** Users: changing them, and giving them another password. */
@Path(UsersResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UserChangesResource {
  private static final String ID = "Id of the user";

  private final UserAdministration users;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected UserChangesResource() {
    this(null);
  }

  /** A resource on this administration. */
  @Inject
  public UserChangesResource(UserAdministration users) {
    this.users = users;
  }

  /** Changes a user. */
  @PATCH
  @Path("/{id}")
  @Requires(Permission.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user", id = "id")
  @Operation(
      operationId = "changeUser",
      summary = "Change a user",
      description =
          "Renames, disables, enables or gives other roles, from the next request on. Absent members"
              + " stay as they are. Disabling ends every session. The last administrator of every"
              + " tenant, be it a user or a key, stays one.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UserExamples.CHANGE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The user as they are now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UserResponse.class),
              examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  public UserResponse change(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      UserChangeRequest request,
      @Context SecurityContext security) {
    return UserResponse.of(
        users.change(Callers.of(security), id, Members.body(request).toChange()));
  }

  /** Gives a user another password. */
  @POST
  @Path("/{id}/reset-password")
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user", id = "id")
  @Operation(
      operationId = "resetPassword",
      summary = "Give a user another password",
      description =
          "The answer has it, once; it must be changed at the next login. Ends every session of the"
              + " user, and the wait after too many failed logins.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UserExamples.RESET_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The user and the password.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedPasswordResponse.class),
              examples = @ExampleObject(name = "reset", value = UserExamples.ISSUED)))
  public IssuedPasswordResponse resetPassword(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return IssuedPasswordResponse.of(users.resetPassword(Callers.of(security), id));
  }
}
