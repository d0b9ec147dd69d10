package org.healthai.access.session.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.rest.Members;
import org.healthai.access.session.Logins;
import org.healthai.access.session.Sessions;
import org.healthai.access.token.TokenKeys;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.limit.rest.LoginAttempt;
import org.healthai.web.Open;
import org.healthai.web.SmallBody;
import org.healthai.web.openapi.CommonResponses;

/** Sessions: logging in, going on, logging out; and the keys of their tokens. */
@Path("/api/v1/auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Logging in and out")
public class AuthResource {
  private final Logins logins;
  private final Sessions sessions;
  private final TokenKeys keys;
  private final RequestOccasion occasion;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected AuthResource() {
    this(null, null, null, null);
  }

  /** A resource on these sessions. */
  @Inject
  public AuthResource(Logins logins, Sessions sessions, TokenKeys keys, RequestOccasion occasion) {
    this.logins = logins;
    this.sessions = sessions;
    this.keys = keys;
    this.occasion = occasion;
  }

  /** Opens a session. */
  @POST
  @Path("/login")
  @Open
  @LoginAttempt
  @SmallBody
  @SecurityRequirements
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.LOGIN, entity = "user")
  @Operation(
      operationId = "login",
      summary = "Log in",
      description =
          "Answers a short access token and a refresh token. Whatever is not right is told in the"
              + " same words, after the same time. Needs no key.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = SessionExamples.LOGIN_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "Logged in.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TokensResponse.class),
              examples = @ExampleObject(name = "tokens", value = SessionExamples.TOKENS)))
  public TokensResponse login(LoginRequest request) {
    return TokensResponse.of(logins.login(Members.body(request).toLogin(), occasion.get()));
  }

  /** Goes on with a session. */
  @POST
  @Path("/refresh")
  @Open
  @LoginAttempt
  @SmallBody
  @SecurityRequirements
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.REFRESH, entity = "user")
  @Operation(
      operationId = "refresh",
      summary = "Exchange a refresh token",
      description =
          "Answers the next two tokens. A refresh token works once: for ten seconds a second use"
              + " answers 409, after that it ends the session with all of its tokens. Needs no key.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = SessionExamples.REFRESH_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The next two tokens.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TokensResponse.class),
              examples = @ExampleObject(name = "tokens", value = SessionExamples.TOKENS)))
  public TokensResponse refresh(RefreshRequest request) {
    return TokensResponse.of(sessions.refresh(Members.body(request).token(), occasion.get()));
  }

  /** Ends a session. */
  @POST
  @Path("/logout")
  @Open
  @SmallBody
  @SecurityRequirements
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.LOGOUT, entity = "user")
  @Operation(
      operationId = "logout",
      summary = "Log out",
      description =
          "Ends the session of a refresh token: neither it nor an access token of the session works"
              + " any more. Answers the same for a token that nobody knows. Needs no key.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = SessionExamples.LOGOUT_ERRORS))
  @APIResponse(responseCode = "204", description = "There is no such session any more.")
  public void logout(RefreshRequest request) {
    sessions.logout(Members.body(request).token(), occasion.get());
  }

  /** What others can check access tokens with. */
  @GET
  @Path("/jwks")
  @Open
  @SecurityRequirements
  @Operation(
      operationId = "tokenKeys",
      summary = "Show the keys of access tokens",
      description =
          "The public keys as a JWK Set (RFC 7517), the one that signs first. Needs no key.")
  @APIResponse(
      responseCode = "200",
      description = "The keys.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "one", value = SessionExamples.JWKS)))
  public Response keys() {
    return Response.ok(keys.publicJson())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .build();
  }
}
