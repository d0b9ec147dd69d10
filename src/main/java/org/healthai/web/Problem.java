package org.healthai.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;
import org.jspecify.annotations.Nullable;

/**
 * A failure in this system's words, ready to become an answer.
 *
 * @param status HTTP status; the code's own unless the platform chose another one of its class
 * @param retryAfterOrNull when to try again
 * @param allowOrNull value of {@code Allow} for a 405
 * @param failures the files of a batch that failed as a whole
 */
record Problem(
    ErrorCode code,
    int status,
    String detail,
    @Nullable Duration retryAfterOrNull,
    @Nullable String allowOrNull,
    List<FileFailure> failures) {

  static Problem of(ErrorCode code, String detail) {
    return new Problem(code, StatusMapping.statusOf(code), detail, null, null, List.of());
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfterOrNull);
  }

  Optional<String> allow() {
    return Optional.ofNullable(allowOrNull);
  }
}
