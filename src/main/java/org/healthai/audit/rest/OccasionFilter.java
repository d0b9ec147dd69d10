package org.healthai.audit.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Remembers who is calling, before the permission is looked at: who was refused is known then, and
 * what is done in the request can be told to the trail.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHORIZATION - 100)
public class OccasionFilter implements ContainerRequestFilter {
  private final RequestOccasion occasion;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private HttpServletRequest servletRequest;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public OccasionFilter() {
    this(null);
  }

  /** A filter that tells {@code occasion}. */
  @Inject
  public OccasionFilter(RequestOccasion occasion) {
    this.occasion = occasion;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    occasion.set(Occasions.make(servletRequest, request.getSecurityContext().getUserPrincipal()));
  }
}
