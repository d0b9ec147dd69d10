package org.healthai.web;

import jakarta.enterprise.context.Dependent;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Leaves at the request which resource answered and who asked, for the access log and the metrics:
 * both know only the servlet's side.
 */
@Provider
@Dependent
public class RouteFilter implements ContainerResponseFilter {
  private static final String ROUTE = RouteFilter.class.getName() + ".route";
  private static final String CALLER = RouteFilter.class.getName() + ".caller";

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    servletRequest.setAttribute(ROUTE, routeOf(resource));
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller != null) {
      servletRequest.setAttribute(CALLER, caller.getName());
    }
  }

  /** The template of the path that answered, {@code "-"} when none did. */
  static String routeOf(ServletRequest request) {
    return request.getAttribute(ROUTE) instanceof String route ? route : "-";
  }

  /** The name of the caller's key, {@code "-"} when there was none. */
  static String callerOf(ServletRequest request) {
    return request.getAttribute(CALLER) instanceof String caller ? caller : "-";
  }

  /** The path template of a resource method, {@code "-"} for a request that matched none. */
  public static String routeOf(@Nullable ResourceInfo resource) {
    if (resource == null || resource.getResourceMethod() == null) {
      return "-";
    }
    String path = pathOf(resource.getResourceClass()) + "/" + pathOf(resource.getResourceMethod());
    return "/" + path.replaceAll("/+", "/").replaceAll("^/|/$", "");
  }

  /** A method as a log or a metric may have it: what a client made up becomes {@code OTHER}. */
  public static String knownMethod(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "OTHER";
    };
  }

  private static String pathOf(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }
}
