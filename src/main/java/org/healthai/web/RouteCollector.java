package org.healthai.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Tells {@link Routes} about every resource method when JAX-RS deploys it. */
@Provider
@Dependent
public class RouteCollector implements DynamicFeature {
  private final Routes routes;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public RouteCollector() {
    this(null);
  }

  /** A collector into {@code routes}. */
  @Inject
  public RouteCollector(Routes routes) {
    this.routes = routes;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    routes.add(resource);
  }
}
