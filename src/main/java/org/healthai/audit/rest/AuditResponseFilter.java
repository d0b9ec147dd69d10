package org.healthai.audit.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.Occasion;
import org.healthai.audit.trail.AuditRecorder;
import org.healthai.error.HealthAiException;
import org.healthai.web.LateFailureFilter;
import org.healthai.web.Routes;

/**
 * Writes the row of a request that has none yet, before its answer goes out. It waits for the
 * database on the thread that sends the answer: the request's own, which waited for the database
 * when the key was looked up, or the store's for what was predicted. When the row cannot be
 * written, the answer becomes a 503; one that says 5xx already stays.
 *
 * <p>Second of the response filters, after {@link LateFailureFilter}: metrics and log see what the
 * client gets.
 */
@Provider
@Dependent
@Priority(Priorities.USER + 900)
public class AuditResponseFilter implements ContainerResponseFilter {
  private static final int SERVER_ERROR = 500;

  private final AuditRecorder recorder;
  private final AuditedCalls calls;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  @Context
  @SuppressWarnings("NullAway.Init")
  private Providers providers;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public AuditResponseFilter() {
    this(null, null);
  }

  /** A filter that tells {@code recorder}. */
  @Inject
  public AuditResponseFilter(AuditRecorder recorder, Routes routes) {
    this.recorder = recorder;
    this.calls = new AuditedCalls(routes);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Occasion occasion =
        Occasions.of(servletRequest, request.getSecurityContext().getUserPrincipal());
    boolean told = occasion.isWritten() && response.getStatus() < 400;
    if (told) {
      return;
    }
    AuditedCalls.Call call = AuditedCalls.call(resource, request, response);
    calls
        .entryOf(call, occasion.subject())
        .map(
            entry ->
                occasion.event(
                    recorder.clock().instant(),
                    entry,
                    outcomeOf(response.getStatus()),
                    call.codeOrNull()))
        .ifPresent(event -> record(event, response));
  }

  private void record(AuditEvent event, ContainerResponseContext response) {
    try {
      recorder.record(event);
    } catch (HealthAiException unavailable) {
      if (response.getStatus() < SERVER_ERROR) {
        LateFailureFilter.replace(
            response, providers.getExceptionMapper(Throwable.class).toResponse(unavailable));
      }
    }
  }

  private static AuditOutcome outcomeOf(int status) {
    if (status >= SERVER_ERROR) {
      return AuditOutcome.FAILED;
    }
    return status >= 400 ? AuditOutcome.REFUSED : AuditOutcome.SUCCESS;
  }
}
