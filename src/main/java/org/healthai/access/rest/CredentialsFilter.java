package org.healthai.access.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.healthai.access.ApiKeyAuthenticator;
import org.healthai.access.Caller;
import org.healthai.access.token.BearerAuthenticator;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Asks for an API key or a bearer token: for everything below {@code /api} but {@link #OPEN}. Runs
 * before the resource is chosen and before the body is read, so that a stranger learns nothing
 * about paths and costs no upload.
 *
 * <p>What is open is compared exactly; what is closed is compared as loosely as any server may
 * match it, so that {@code /api;x/v1/predict}, {@code //api/v1/predict} and {@code
 * /%61pi%2fv1/predict} are closed too.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class CredentialsFilter implements ContainerRequestFilter {
  /** The header that carries the key. */
  public static final String HEADER = "X-API-Key";

  /** Paths below {@code /api} that ask for nothing. */
  public static final Set<String> OPEN =
      Set.of(
          "api/v1/health",
          "api/v1/auth/login",
          "api/v1/auth/refresh",
          "api/v1/auth/logout",
          "api/v1/auth/jwks");

  private static final Pattern BEARER =
      Pattern.compile("bearer +([\\x21-\\x7e]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROTECTED = Pattern.compile("/*api(?:[/;].*)?", Pattern.DOTALL);
  private static final Pattern CLIMBING = Pattern.compile("(?:^|/)\\.{1,2}(?:$|[/;])");

  private final ApiKeyAuthenticator keys;
  private final BearerAuthenticator tokens;

  /**
   * Never called: RESTEasy looks for a public constructor that it could call itself, before it
   * leaves the making to CDI.
   */
  @SuppressWarnings("NullAway")
  public CredentialsFilter() {
    this(null, null);
  }

  /** A filter that asks these. */
  @Inject
  public CredentialsFilter(ApiKeyAuthenticator keys, BearerAuthenticator tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isClosed(request.getUriInfo().getPath())) {
      Caller caller = authenticate(request);
      boolean secure = request.getSecurityContext().isSecure();
      request.setSecurityContext(new CallerSecurityContext(caller, secure));
    }
  }

  /**
   * Whether a path is closed.
   *
   * @param path relative to the application, decoded, with or without a slash in front
   */
  private static boolean isClosed(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    if (OPEN.contains(relative)) {
      return false;
    }
    return PROTECTED.matcher(relative).matches() || CLIMBING.matcher(relative).find();
  }

  private Caller authenticate(ContainerRequestContext request) {
    String key = request.getHeaderString(HEADER);
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (key != null && authorization != null) {
      throw refused("send one of the headers X-API-Key and Authorization, not both");
    }
    if (key != null) {
      return keys.authenticate(key)
          .orElseThrow(() -> refused("the API key in the header X-API-Key is not valid"));
    }
    if (authorization != null) {
      return authenticateToken(authorization)
          .orElseThrow(() -> refused("the token in the header Authorization is not valid"));
    }
    throw refused(Callers.NEEDED);
  }

  private Optional<Caller> authenticateToken(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    return bearer.matches() ? tokens.authenticate(bearer.group(1)) : Optional.empty();
  }

  private static HealthAiException refused(String detail) {
    return new HealthAiException(ErrorCode.UNAUTHENTICATED, detail);
  }
}
