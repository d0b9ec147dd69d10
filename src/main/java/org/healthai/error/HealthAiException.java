package org.healthai.error;

import java.time.Duration;
import java.util.List;
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

  private static final int MAX_CAUSES = 20;

  private final ErrorCode code;
  private final @Nullable Duration retryAfter;
  private final transient List<FileFailure> failures;

  /** A failure without a cause worth keeping. */
  public HealthAiException(ErrorCode code, String detail) {
    this(code, detail, null, null, List.of());
  }

  /** A failure of a library or of the platform; the cause is logged, never shown. */
  public HealthAiException(ErrorCode code, String detail, @Nullable Throwable cause) {
    this(code, detail, cause, null, List.of());
  }

  private HealthAiException(
      ErrorCode code,
      String detail,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter,
      List<FileFailure> failures) {
    super(detail, cause);
    this.code = code;
    this.retryAfter = retryAfter;
    this.failures = List.copyOf(failures);
  }

  /** A refusal that will pass: the caller may try again after {@code retryAfter}. */
  public static HealthAiException retryLater(ErrorCode code, String detail, Duration retryAfter) {
    return new HealthAiException(code, detail, null, retryAfter, List.of());
  }

  /**
   * A batch of which nothing could be answered.
   *
   * @param retryAfter when a new try may help; null when it would fail again
   */
  public static HealthAiException ofFiles(
      ErrorCode code, String detail, @Nullable Duration retryAfter, List<FileFailure> failures) {
    return new HealthAiException(code, detail, null, retryAfter, failures);
  }

  /** The first exception of this kind in a chain of causes, whatever the platform wrapped it in. */
  public static Optional<HealthAiException> findIn(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (current instanceof HealthAiException ours) {
        return Optional.of(ours);
      }
      current = current.getCause();
    }
    return Optional.empty();
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

  /** What was wrong with each file, where a batch failed as a whole; empty otherwise. */
  public List<FileFailure> failures() {
    return failures;
  }
}
