package org.healthai.access.factor.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.factor.SecondFactors;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.access.user.UserAdministration;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.openapi.CommonResponses;

/** Second factors of others, who lost their device and their recovery codes. */
@Path("/api/v1/users/{id}/second-factor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UserSecondFactorResource {
  private final UserAdministration users;
  private final SecondFactors factors;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected UserSecondFactorResource() {
    this(null, null);
  }

  /** A resource on these factors. */
  @Inject
  public UserSecondFactorResource(UserAdministration users, SecondFactors factors) {
    this.users = users;
    this.factors = factors;
  }

  /** Forgets a user's factor. */
  @DELETE
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user", id = "id")
  @Operation(
      operationId = "removeUsersSecondFactor",
      summary = "Remove a user's second factor",
      description = "A password is enough for their next login, in which they can set up another.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = FactorExamples.USER_ERRORS))
  @APIResponse(responseCode = "204", description = "There is none.")
  public void remove(
      @Parameter(description = "Id of the user", example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    factors.remove(users.getChangeable(Callers.of(security), id));
  }
}
