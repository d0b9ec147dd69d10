package org.healthai.web.openapi;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.healthai.error.ErrorCode;
import org.healthai.web.ProblemDetail;
import org.healthai.web.StatusMapping;

/**
 * The errors of one call, each with a problem document as this server would send it.
 *
 * @param details code to an example of what its problem document says
 * @param instance an example of the call's path
 */
record ErrorExamples(Map<ErrorCode, String> details, String instance) {
  private static final String REQUEST_ID = "88006d2d-d4e9-41ec-b19c-43bf4a0eea21";
  private static final String TIME = "2026-11-26T10:15:30.123Z";

  /**
   * The errors of {@code operation}: those it declares and those that any call may answer.
   *
   * @param path its template
   * @param declared lines of {@code CODE: example of its detail}
   */
  static ErrorExamples of(String path, Operation operation, String declared) {
    Map<ErrorCode, String> details = new EnumMap<>(ErrorCode.class);
    addGeneric(details, ErrorCode.MALFORMED_REQUEST);
    addGeneric(details, ErrorCode.NOT_ACCEPTABLE);
    addGeneric(details, ErrorCode.TOO_MANY_REQUESTS);
    addGeneric(details, ErrorCode.INTERNAL_ERROR);
    if (operation.getRequestBody() != null) {
      addGeneric(details, ErrorCode.REQUEST_TIMEOUT);
      addGeneric(details, ErrorCode.PAYLOAD_TOO_LARGE);
      addGeneric(details, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    if (operation.getSecurity() == null) { // a key is looked up in the store
      addGeneric(details, ErrorCode.UNAUTHENTICATED);
      details.put(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
      details.put(
          ErrorCode.AUDIT_UNAVAILABLE,
          "the audit trail cannot be written now, so nothing was done or shown");
    }
    declared
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(error -> details.put(ErrorCode.valueOf(error[0]), error[1]));
    return new ErrorExamples(details, exampleOf(path, operation));
  }

  /** The members in the order of {@link ProblemDetail}; a test compares them with it. */
  Map<String, Object> toProblem(ErrorCode code) {
    int status = StatusMapping.statusOf(code);
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", ProblemDetail.typeOf(code));
    problem.put("title", ProblemDetail.titleOf(code));
    problem.put("status", status);
    problem.put("detail", details.get(code));
    problem.put("instance", instance);
    problem.put("code", code.name());
    problem.put("status_code", status);
    problem.put("timestamp", TIME);
    problem.put("request_id", REQUEST_ID);
    return problem;
  }

  private static void addGeneric(Map<ErrorCode, String> details, ErrorCode code) {
    details.put(code, StatusMapping.detailOf(code));
  }

  private static String exampleOf(String path, Operation operation) {
    String example = path;
    if (operation.getParameters() != null) {
      for (Parameter parameter : operation.getParameters()) {
        if (parameter.getExample() != null) {
          example =
              example.replace(
                  "{%s}".formatted(parameter.getName()), parameter.getExample().toString());
        }
      }
    }
    return example;
  }
}
