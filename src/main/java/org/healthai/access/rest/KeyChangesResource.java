package org.healthai.access.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PATCH;
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

/** API keys: changing, replacing and ending them. */
@Path(KeysResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyChangesResource {
  private static final String ID = "Id of the key";

  private final KeyAdministration keys;
  private final KeyViews views;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected KeyChangesResource() {
    this(null, null);
  }

  /** A resource on this administration. */
  @Inject
  public KeyChangesResource(KeyAdministration keys, KeyViews views) {
    this.keys = keys;
    this.views = views;
  }

  /** Changes a key. */
  @PATCH
  @Path("/{id}")
  @Requires(Permission.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.KEY_CHANGE, entity = "key", id = "id")
  @Operation(
      operationId = "changeKey",
      summary = "Change a key",
      description =
          "Renames, disables, enables, narrows or widens a key, or sets its end, from the next"
              + " request on. Absent members stay as they are. The last key that administers every"
              + " tenant can neither be ended nor narrowed.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = KeyExamples.CHANGE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The key as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyResponse.class),
              examples = @ExampleObject(name = "key", value = KeyExamples.KEY)))
  public KeyResponse change(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      KeyChangeRequest request,
      @Context SecurityContext security) {
    return views.toResponse(
        keys.change(Callers.of(security), id, Members.body(request).toChange()));
  }

  /** Replaces a key. */
  @POST
  @Path("/{id}/rotate")
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.KEY_CHANGE, entity = "key", id = "id")
  @Operation(
      operationId = "rotateKey",
      summary = "Replace a key",
      description =
          "Makes a key with the same name, rights and tenant, which lives as long from now on as"
              + " the old one was made for. The old one works until the overlap is over. The answer"
              + " has the new key itself, once.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = KeyExamples.ROTATE_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the new key is shown, without its secret.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/keys/52")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IssuedKeyResponse.class),
              examples = @ExampleObject(name = "new", value = KeyExamples.ISSUED)))
  public Response rotate(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Parameter(
              description = "Seconds for which the old key still works.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "0",
                      maximum = "2592000",
                      defaultValue = "86400"))
          @QueryParam("overlap")
          @DefaultValue("86400")
          String overlap,
      @Context SecurityContext security) {
    return views.issued(keys.rotate(Callers.of(security), id, KeyMembers.toOverlap(overlap)));
  }

  /** Ends a key. */
  @DELETE
  @Path("/{id}")
  @Requires(Permission.ADMIN)
  @Audited(value = AuditAction.KEY_CHANGE, entity = "key", id = "id")
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke a key",
      description =
          "Ends a key for ever, from the next request on. It stays in the list, since predictions"
              + " were made with it.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = KeyExamples.REVOKE_ERRORS))
  @APIResponse(responseCode = "204", description = "It is revoked.")
  public void revoke(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    keys.revoke(Callers.of(security), id);
  }
}
