package org.healthai.limit.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.healthai.limit.LoginThrottle;

/**
 * Counts calls that are a {@link LoginAttempt} before their body is read, and forgives what is not
 * answered with 401.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHORIZATION + 100)
public class LoginThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String COUNTED = LoginThrottleFilter.class.getName();
  private static final int WRONG = 401;

  private final LoginThrottle throttle;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public LoginThrottleFilter() {
    this(null);
  }

  /** A filter that asks {@code throttle}. */
  @Inject
  public LoginThrottleFilter(LoginThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(LoginAttempt.class)) {
      throttle.admit(servletRequest.getRemoteAddr());
      request.setProperty(COUNTED, true);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(COUNTED) != null && response.getStatus() != WRONG) {
      throttle.forgive(servletRequest.getRemoteAddr());
    }
  }
}
