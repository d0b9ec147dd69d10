package org.healthai.web;

import jakarta.json.bind.JsonbException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened out of an exception.
 *
 * <p>The text of an exception that is not ours never reaches a client: it may name classes, paths
 * or data.
 */
final class ProblemTranslator {
  private static final int MAX_CAUSES = 20;

  private ProblemTranslator() {}

  static Problem translate(Throwable failure) {
    HealthAiException ours = findCause(failure, HealthAiException.class);
    if (ours != null) {
      return ofOurs(ours);
    }
    WebApplicationException platform = findCause(failure, WebApplicationException.class);
    if (platform != null) {
      return ofPlatform(platform.getResponse());
    }
    ConstraintViolationException invalid = findCause(failure, ConstraintViolationException.class);
    if (invalid != null) {
      return Problem.of(ErrorCode.INVALID_PARAMETER, describe(invalid));
    }
    if (findCause(failure, JsonbException.class) != null
        || findCause(failure, ProcessingException.class) != null) {
      return ofCode(ErrorCode.MALFORMED_REQUEST);
    }
    // work that came too late for a pool that is stopping
    return findCause(failure, RejectedExecutionException.class) == null
        ? ofCode(ErrorCode.INTERNAL_ERROR)
        : ofCode(ErrorCode.OVERLOADED);
  }

  /** What the platform answered on its own, in our words. */
  static Problem ofStatus(int status, @Nullable String allow) {
    ErrorCode code = StatusMapping.codeOf(status);
    return new Problem(code, status, StatusMapping.detailOf(code), null, allow, List.of());
  }

  private static Problem ofOurs(HealthAiException failure) {
    return new Problem(
        failure.code(),
        StatusMapping.statusOf(failure.code()),
        failure.detail(),
        failure.retryAfter().orElse(null),
        null,
        failure.failures());
  }

  private static Problem ofPlatform(Response response) {
    return ofStatus(response.getStatus(), response.getHeaderString(HttpHeaders.ALLOW));
  }

  private static Problem ofCode(ErrorCode code) {
    return Problem.of(code, StatusMapping.detailOf(code));
  }

  private static String describe(ConstraintViolationException invalid) {
    return invalid.getConstraintViolations().stream()
        .map(ProblemTranslator::describe)
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static String describe(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return path.substring(path.lastIndexOf('.') + 1) + " " + violation.getMessage();
  }

  private static <T extends Throwable> @Nullable T findCause(Throwable failure, Class<T> type) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }
}
