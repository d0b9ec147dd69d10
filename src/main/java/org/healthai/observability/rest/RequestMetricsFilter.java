package org.healthai.observability.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.observability.MetricNames;
import org.healthai.web.ProblemDetail;
import org.healthai.web.RouteFilter;
import org.healthai.web.Routes;

/**
 * Times every request and counts every problem document; before the key is looked at, so that
 * refused requests are among them.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
@Dependent
public class RequestMetricsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String STARTED = RequestMetricsFilter.class.getName();

  private final MetricRegistry metrics;
  private final Routes routes;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public RequestMetricsFilter() {
    this(null, null);
  }

  /** A filter that counts in {@code metrics}. */
  @Inject
  public RequestMetricsFilter(MetricRegistry metrics, Routes routes) {
    this.metrics = metrics;
    this.routes = routes;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STARTED) instanceof Long started) {
      metrics
          .timer(
              MetricNames.REQUEST,
              new Tag("route", routes.routeOf(resource, request.getUriInfo().getPath())),
              new Tag("method", RouteFilter.knownMethod(request.getMethod())),
              new Tag("status", response.getStatus() / 100 + "xx"))
          .update(Duration.ofNanos(System.nanoTime() - started));
    }
    if (response.getEntity() instanceof ProblemDetail problem) {
      metrics.counter(MetricNames.ERRORS, new Tag("code", problem.code().name())).inc();
    }
  }
}
