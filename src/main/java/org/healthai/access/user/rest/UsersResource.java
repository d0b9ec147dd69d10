package org.healthai.access.user.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Members;
import org.healthai.access.rest.Requires;
import org.healthai.access.user.UserAdministration;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.openapi.CommonResponses;

/** Users: letting them in and looking at them. */
@Path(UsersResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "People who log in, and what they may do")
public class UsersResource {
  static final String PATH = "/api/v1/users";

  private final UserAdministration users;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected UsersResource() {
    this(null);
  }

  /** A resource on this administration. */
  @Inject
  public UsersResource(UserAdministration users) {
    this.users = users;
  }

  /** Lets a user in. */
  @POST
  @Requires(Permission.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.USER_CHANGE, entity = "user")
  @Operation(
      operationId = "createUser",
      summary = "Register a user",
      description =
          "The answer has a password, once, that must be changed at the first login: hand it over."
              + " A user may do no more than the caller. Another tenant than the caller's own needs"
              + " all-tenants.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UserExamples.CREATE_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "Registered.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the user is shown.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/users/51")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedPasswordResponse.class),
              examples = @ExampleObject(name = "new", value = UserExamples.ISSUED)))
  public Response create(UserRequest request, @Context SecurityContext security) {
    IssuedPasswordResponse issued =
        IssuedPasswordResponse.of(
            users.create(Callers.of(security), Members.body(request).toOrder()));
    return Response.created(URI.create(PATH + "/" + issued.user().id())).entity(issued).build();
  }

  /** Every user that the caller sees. */
  @GET
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.LIST, entity = "user")
  @Operation(
      operationId = "listUsers",
      summary = "List the users",
      description =
          "The users of the caller's tenant, of all tenants with all-tenants; the oldest first."
              + " Disabled ones stay in the list.")
  @APIResponse(
      responseCode = "200",
      description = "The users.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UserResponse[].class),
              examples = @ExampleObject(name = "one", value = UserExamples.USERS)))
  public UserResponse[] list(@Context SecurityContext security) {
    return users.list(Callers.of(security)).stream()
        .map(UserResponse::of)
        .toArray(UserResponse[]::new);
  }

  /** One user. */
  @GET
  @Path("/{id}")
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.READ, entity = "user", id = "id")
  @Operation(
      operationId = "getUser",
      summary = "Show a user",
      description = "Who they are and what they may do.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = UserExamples.ONE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The user.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UserResponse.class),
              examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  public UserResponse get(
      @Parameter(description = "Id of the user", example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return UserResponse.of(users.get(Callers.of(security), id));
  }
}
