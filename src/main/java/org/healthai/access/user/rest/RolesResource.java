package org.healthai.access.user.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.access.user.UserAdministration;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;

/** Roles: what users can be given. */
@Path("/api/v1/roles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class RolesResource {
  private final UserAdministration users;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected RolesResource() {
    this(null);
  }

  /** A resource on this administration. */
  @Inject
  public RolesResource(UserAdministration users) {
    this.users = users;
  }

  /** All roles. */
  @GET
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.LIST, entity = "role")
  @Operation(
      operationId = "listRoles",
      summary = "List the roles",
      description = "Every role and what it lets its holders do, by name.")
  @APIResponse(
      responseCode = "200",
      description = "The roles.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RoleResponse[].class),
              examples = @ExampleObject(name = "two", value = UserExamples.ROLES)))
  public RoleResponse[] list() {
    return users.listRoles().stream().map(RoleResponse::of).toArray(RoleResponse[]::new);
  }
}
