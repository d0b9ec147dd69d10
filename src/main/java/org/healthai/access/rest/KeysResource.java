package org.healthai.access.rest;

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
import org.healthai.access.KeyAdministration;
import org.healthai.access.Permission;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.web.openapi.CommonResponses;

/** API keys: making them and looking at them. */
@Path(KeysResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "Who may call this server, and what")
public class KeysResource {
  static final String PATH = "/api/v1/keys";

  private final KeyAdministration keys;
  private final KeyViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected KeysResource() {
    this(null, null);
  }

  /** A resource on this administration. */
  @Inject
  public KeysResource(KeyAdministration keys, KeyViews views) {
    this.keys = keys;
    this.views = views;
  }

  /** Makes a key. */
  @POST
  @Requires(Permission.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.KEY_CHANGE, entity = "key")
  @Operation(
      operationId = "createKey",
      summary = "Create a key",
      description =
          "The answer has the key itself, once: the server keeps only its hash. It may do no more"
              + " than the caller. Another tenant than the caller's own needs all-tenants.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = KeyExamples.CREATE_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where it is shown, without its secret.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/keys/51")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyResponse.class),
              examples = @ExampleObject(name = "new", value = KeyExamples.ISSUED)))
  public Response create(KeyRequest request, @Context SecurityContext security) {
    return views.issued(keys.create(Callers.of(security), Members.body(request).toOrder()));
  }

  /** Every key that the caller sees. */
  @GET
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.LIST, entity = "key")
  @Operation(
      operationId = "listKeys",
      summary = "List the keys",
      description =
          "The keys of the caller's tenant, of all tenants with all-tenants; the oldest first."
              + " Ended ones stay in the list.")
  @APIResponse(
      responseCode = "200",
      description = "The keys.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyResponse[].class),
              examples = @ExampleObject(name = "one", value = KeyExamples.KEYS)))
  public KeyResponse[] list(@Context SecurityContext security) {
    return keys.list(Callers.of(security)).stream()
        .map(views::toResponse)
        .toArray(KeyResponse[]::new);
  }

  /** One key. */
  @GET
  @Path("/{id}")
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.READ, entity = "key", id = "id")
  @Operation(
      operationId = "getKey",
      summary = "Show a key",
      description = "What the server keeps of a key.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = KeyExamples.ONE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The key.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyResponse.class),
              examples = @ExampleObject(name = "key", value = KeyExamples.KEY)))
  public KeyResponse get(
      @Parameter(description = "Id of the key", example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return views.toResponse(keys.get(Callers.of(security), id));
  }
}
