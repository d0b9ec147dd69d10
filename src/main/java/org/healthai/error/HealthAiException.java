package org.healthai.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception this system throws on purpose.
 *
 * <p>The detail is shown to clients: it says what was wrong and what would be right, and never
 * holds patient data, a file name, a path or a secret.
 */
public final class HealthAiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable Duration retryAfter;

  /** A failure without a cause worth keeping. */
  public HealthAiException(ErrorCode code, String detail) {
    this(code, detail, null, null);
  }

  /** A failure of a library or of the platform; the cause is logged, never shown. */
  public HealthAiException(ErrorCode code, String detail, @Nullable Throwable cause) {
    this(code, detail, cause, null);
  }

  private HealthAiException(
      ErrorCode code, String detail, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(detail, cause);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** A refusal that will pass: the caller may try again after {@code retryAfter}. */
  public static HealthAiException retryLater(ErrorCode code, String detail, Duration retryAfter) {
    return new HealthAiException(code, detail, null, retryAfter);
  }

  public ErrorCode code() {
    return code;
  }

  /** The text for the client; never null. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** How long to wait before the next try, where waiting helps. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
