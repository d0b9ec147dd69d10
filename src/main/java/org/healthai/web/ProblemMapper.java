package org.healthai.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;

/**
 * Answers every exception with a problem document; the only mapper of the application.
 *
 * <p>A 5xx that should not happen is logged once, here, with its stack and the request id; a 4xx is
 * the client's business.
 */
@Provider
@Dependent
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

  private final ProblemWriter writer;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private HttpServletRequest request;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  public ProblemMapper() {
    this(Clock.systemUTC());
  }

  /** A mapper that dates its documents with {@code clock}. */
  @Inject
  public ProblemMapper(Clock clock) {
    this.writer = new ProblemWriter(clock);
  }

  ProblemMapper(Clock clock, HttpServletRequest request) {
    this(clock);
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof RedirectionException redirection) {
      return redirection.getResponse();
    }
    Problem problem = ProblemTranslator.translate(failure);
    log(problem, failure);
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(ProblemDetail.MEDIA_TYPE)
            .entity(writer.toDocument(problem, request));
    problem.allow().ifPresent(allowed -> answer.header(HttpHeaders.ALLOW, allowed));
    problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
    if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, ProblemWriter.CHALLENGE);
    }
    if (problem.code() == ErrorCode.REQUEST_TIMEOUT) {
      answer.header("Connection", "close"); // what is left of the body is not waited for
    }
    return answer.build();
  }

  private void log(Problem problem, Throwable failure) {
    if (problem.status() < 500 || isExpected(problem)) {
      LOG.log(Level.FINE, failure, () -> "request refused: " + problem.code());
    } else {
      String line = "request %s failed: %s".formatted(RequestId.of(request), problem.code());
      LOG.log(Level.SEVERE, line, failure);
    }
  }

  /** Being full or late is no fault: the access log has it, and under load little else. */
  private static boolean isExpected(Problem problem) {
    return switch (problem.code()) {
      case OVERLOADED, DEADLINE_PASSED, MODEL_NOT_READY -> true;
      default -> false;
    };
  }

  /** At least one second: zero would ask for a tight loop. */
  private static long seconds(Duration wait) {
    return Math.max(1, (wait.toMillis() + 999) / 1000);
  }
}
