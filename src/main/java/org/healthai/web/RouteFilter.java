package org.healthai.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;

/**
 * Leaves at the request which resource answered and who asked, for the access log and the metrics:
 * both know only the servlet's side.
 */
@Provider
@Dependent
public class RouteFilter implements ContainerResponseFilter {
  private static final String ROUTE = RouteFilter.class.getName() + ".route";
  private static final String CALLER = RouteFilter.class.getName() + ".caller";

  private final Routes routes;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public RouteFilter() {
    this(null);
  }

  /** A filter that looks up {@code routes}. */
  @Inject
  public RouteFilter(Routes routes) {
    this.routes = routes;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    servletRequest.setAttribute(ROUTE, routes.routeOf(resource, request.getUriInfo().getPath()));
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller != null) {
      servletRequest.setAttribute(CALLER, caller.getName());
    }
  }

  /** The template that the request's path fits, or {@link Routes#UNMATCHED}. */
  static String routeOf(ServletRequest request) {
    return request.getAttribute(ROUTE) instanceof String route ? route : Routes.UNMATCHED;
  }

  /** The name of the caller's key, {@code "-"} when there was none. */
  static String callerOf(ServletRequest request) {
    return request.getAttribute(CALLER) instanceof String caller ? caller : "-";
  }

  /** A method as a log or a metric may have it: what a client made up becomes {@code OTHER}. */
  public static String knownMethod(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "OTHER";
    };
  }
}
