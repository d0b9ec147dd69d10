package org.healthai.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/**
 * Answers a {@link LateFailure} as {@link ProblemMapper} answers an exception. First of the
 * response filters, which run from the highest priority number down: the others see the problem.
 */
@Provider
@Dependent
@Priority(Priorities.USER + 1000)
public class LateFailureFilter implements ContainerResponseFilter {

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private Providers providers;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof LateFailure failure) {
      replace(response, providers.getExceptionMapper(Throwable.class).toResponse(failure.cause()));
    }
  }

  /** Makes an answer, whatever it was to be, the problem: nothing of the old one is left. */
  public static void replace(ContainerResponseContext response, Response problem) {
    response.setStatus(problem.getStatus());
    response.getHeaders().clear();
    response.getHeaders().putAll(problem.getHeaders());
    response.setEntity(problem.getEntity());
  }
}
