package org.healthai.limit.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.healthai.limit.AddressLimit;

/**
 * Refuses an address that sends too many requests, before anything else is looked at but the clock
 * of the metrics.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 150)
@Dependent
public class AddressLimitFilter implements ContainerRequestFilter {
  private final AddressLimit limit;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private HttpServletRequest servletRequest;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public AddressLimitFilter() {
    this(null);
  }

  /** A filter that keeps {@code limit}. */
  @Inject
  public AddressLimitFilter(AddressLimit limit) {
    this.limit = limit;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    limit.admit(servletRequest.getRemoteAddr());
  }
}
