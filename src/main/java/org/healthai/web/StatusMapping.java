package org.healthai.web;

import org.healthai.error.ErrorCode;

/** The one place that knows which HTTP status an {@link ErrorCode} has, and the way back. */
public final class StatusMapping {
  private StatusMapping() {}

  /** No {@code default}: a new code does not compile until it has a status. */
  public static int statusOf(ErrorCode code) {
    return switch (code) {
      case MALFORMED_REQUEST, MISSING_FILE, EMPTY_FILE, TOO_MANY_FILES, INVALID_PARAMETER -> 400;
      case UNAUTHENTICATED, SECOND_FACTOR_REQUIRED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND, MODEL_NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case REQUEST_TIMEOUT -> 408;
      case CONFLICT -> 409;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_IMAGE -> 415;
      case INVALID_VALUE,
          IMAGE_TOO_SMALL,
          IMAGE_TOO_LARGE,
          IMAGE_UNREADABLE,
          ALL_FILES_FAILED,
          UNKNOWN_OPERATING_POINT,
          MODEL_REFUSED ->
          422;
      case QUOTA_EXCEEDED, TOO_MANY_REQUESTS -> 429;
      case OVERLOADED, MODEL_NOT_READY, STORE_UNAVAILABLE, AUDIT_UNAVAILABLE, LIMITS_UNAVAILABLE ->
          503;
      case DEADLINE_PASSED -> 504;
      case ATTEMPTS_EXHAUSTED, INTERNAL_ERROR -> 500;
    };
  }

  /** The code for a status that the platform answered on its own. */
  static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.FORBIDDEN;
      case 404, 410 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 408 -> ErrorCode.REQUEST_TIMEOUT;
      case 409 -> ErrorCode.CONFLICT;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 429 -> ErrorCode.TOO_MANY_REQUESTS;
      case 503 -> ErrorCode.OVERLOADED;
      case 504 -> ErrorCode.DEADLINE_PASSED;
      default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
    };
  }

  /** What the client is told when the platform refused without words of ours. */
  public static String detailOf(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED ->
          "this call needs a valid API key in X-API-Key, or a token in Authorization";
      case FORBIDDEN -> "the caller may not do this";
      case NOT_FOUND -> "nothing is served at this path; GET / links to the documentation";
      case METHOD_NOT_ALLOWED -> "this path does not take this method; the header Allow lists them";
      case NOT_ACCEPTABLE -> "the answer can only be sent as application/json";
      case CONFLICT -> "the request does not fit the state things are in";
      case PAYLOAD_TOO_LARGE -> "the request is larger than this server takes";
      case UNSUPPORTED_MEDIA_TYPE ->
          "this call does not take that Content-Type; /openapi lists the ones it takes";
      case TOO_MANY_REQUESTS -> "too many requests from one address; try again later";
      case REQUEST_TIMEOUT -> "the body of the request comes too slowly";
      case OVERLOADED -> "the server is not able to answer now; try again later";
      case DEADLINE_PASSED -> "the answer was not there in time";
      case MALFORMED_REQUEST -> "the request cannot be read; /openapi describes what is expected";
      default -> "the server failed to answer; its log has the reason under this request_id";
    };
  }
}
