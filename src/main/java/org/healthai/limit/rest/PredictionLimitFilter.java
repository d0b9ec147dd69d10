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
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.QuotaHolder;
import org.healthai.limit.Ticket;

/**
 * Takes one prediction for every call that is {@link Metered}, once it is known that the caller may
 * make it and before the body is read; gives it back where the answer costs nothing, and tells what
 * is left.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHORIZATION + 100)
public class PredictionLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final PredictionQuotas quotas;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public PredictionLimitFilter() {
    this(null);
  }

  /** A filter that takes from {@code quotas}. */
  @Inject
  public PredictionLimitFilter(PredictionQuotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(Metered.class)
        && request.getSecurityContext().getUserPrincipal() instanceof QuotaHolder holder) {
      Ticket ticket = quotas.open(holder);
      Tickets.set(servletRequest, ticket);
      ticket.take(1);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Tickets.find(servletRequest).ifPresent(ticket -> close(ticket, response));
  }

  private static void close(Ticket ticket, ContainerResponseContext response) {
    if (Costs.nothing(response.getStatus())) {
      ticket.giveBackAll();
    }
    ticket.state().ifPresent(state -> RateLimitHeaders.add(response.getHeaders(), state));
  }
}
