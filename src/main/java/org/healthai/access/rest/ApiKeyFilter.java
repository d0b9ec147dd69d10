package org.healthai.access.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.healthai.access.ApiKeyAuthenticator;
import org.healthai.access.Caller;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Asks for an API key: for everything below {@code /api} but {@code /api/v1/health}. Runs before
 * the resource is chosen and before the body is read, so that a stranger learns nothing about paths
 * and costs no upload.
 *
 * <p>What is open is compared exactly; what needs a key is compared as loosely as any server may
 * match it, so that {@code /api;x/v1/predict}, {@code //api/v1/predict} and {@code
 * /%61pi%2fv1/predict} need a key too.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class ApiKeyFilter implements ContainerRequestFilter {
  /** The header that carries the key. */
  public static final String HEADER = "X-API-Key";

  private static final String OPEN = "api/v1/health";
  private static final Pattern PROTECTED = Pattern.compile("/*api(?:[/;].*)?", Pattern.DOTALL);
  private static final Pattern CLIMBING = Pattern.compile("(?:^|/)\\.{1,2}(?:$|[/;])");

  private final ApiKeyAuthenticator authenticator;

  /**
   * Never called: RESTEasy looks for a public constructor that it could call itself, before it
   * leaves the making to CDI.
   */
  @SuppressWarnings("NullAway")
  public ApiKeyFilter() {
    this(null);
  }

  /** A filter that asks {@code authenticator}. */
  @Inject
  public ApiKeyFilter(ApiKeyAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!needsKey(request.getUriInfo().getPath())) {
      return;
    }
    Caller caller = authenticate(request);
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new ApiKeySecurityContext(caller, secure));
  }

  /**
   * Whether a path is closed.
   *
   * @param path relative to the application, decoded, with or without a slash in front
   */
  private static boolean needsKey(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    if (relative.equals(OPEN)) {
      return false;
    }
    return PROTECTED.matcher(relative).matches() || CLIMBING.matcher(relative).find();
  }

  private Caller authenticate(ContainerRequestContext request) {
    String key = request.getHeaderString(HEADER);
    if (key == null) {
      throw refused("this call needs an API key in the header " + HEADER);
    }
    return authenticator
        .authenticate(key)
        .orElseThrow(() -> refused("the API key in the header " + HEADER + " is not valid"));
  }

  private static HealthAiException refused(String detail) {
    return new HealthAiException(ErrorCode.UNAUTHENTICATED, detail);
  }
}
