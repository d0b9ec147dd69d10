package org.healthai.access.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.healthai.access.ApiKeyAuthenticator;
import org.healthai.access.Caller;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Asks for an API key: for everything below {@code /api} but {@code /api/v1/health}. Runs before
 * the resource is chosen and before the body is read, so that a stranger learns nothing about paths
 * and costs no upload.
 *
 * <p>Paths are compared segment by segment, decoded and without matrix parameters, as the JAX-RS
 * matcher reads them: {@code /api;x/v1/predict} and {@code /%61pi/v1/predict} need a key too.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class ApiKeyFilter implements ContainerRequestFilter {
  /** The header that carries the key. */
  public static final String HEADER = "X-API-Key";

  private static final String PROTECTED = "api";
  private static final List<String> OPEN = List.of(PROTECTED, "v1", "health");

  private final ApiKeyAuthenticator authenticator;

  /** A filter that asks {@code authenticator}. */
  @Inject
  public ApiKeyFilter(ApiKeyAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!needsKey(request.getUriInfo())) {
      return;
    }
    Caller caller = authenticate(request);
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new ApiKeySecurityContext(caller, secure));
  }

  private static boolean needsKey(UriInfo uri) {
    List<String> segments =
        uri.getPathSegments(true).stream()
            .map(PathSegment::getPath)
            .filter(segment -> !segment.isEmpty())
            .toList();
    return !segments.isEmpty() && segments.get(0).equals(PROTECTED) && !segments.equals(OPEN);
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
