package org.healthai.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.healthai.error.FileFailure;

/** Turns a {@link Problem} into the document for one request. Safe for many threads. */
final class ProblemWriter {
  /** What every 401 names in {@code WWW-Authenticate}: a token, or a key in its own header. */
  static final String CHALLENGE =
      "Bearer realm=\"healthai\", ApiKey realm=\"healthai\", header=\"X-API-Key\"";

  private static final int MAX_INSTANCE_LENGTH = 300;

  private final Clock clock;

  ProblemWriter(Clock clock) {
    this.clock = clock;
  }

  ProblemDetail toDocument(Problem problem, HttpServletRequest request) {
    return new ProblemDetail(
        ProblemDetail.typeOf(problem.code()),
        ProblemDetail.titleOf(problem.code()),
        problem.status(),
        problem.detail(),
        instanceOf(request),
        problem.code(),
        problem.status(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        RequestId.of(request),
        problem.failures().isEmpty() ? null : toItems(problem.failures()));
  }

  private static String instanceOf(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed == null ? request.getRequestURI() : failed.toString();
    return path.length() <= MAX_INSTANCE_LENGTH ? path : path.substring(0, MAX_INSTANCE_LENGTH);
  }

  private static List<ProblemItem> toItems(List<FileFailure> failures) {
    return failures.stream().map(ProblemItem::of).toList();
  }
}
