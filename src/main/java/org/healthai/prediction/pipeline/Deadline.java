package org.healthai.prediction.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * The time by which an answer is wanted. Immutable.
 *
 * @param limit what the caller allowed, for the message
 * @param endNanos when it ends, on the clock; compare by subtraction only
 * @param nanoClock {@link System#nanoTime()} or a test's
 */
public record Deadline(Duration limit, long endNanos, LongSupplier nanoClock) {

  /** A deadline that ends {@code limit} from now. */
  public static Deadline in(Duration limit, LongSupplier nanoClock) {
    return new Deadline(limit, nanoClock.getAsLong() + limit.toNanos(), nanoClock);
  }

  /** What is left; zero or negative when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(endNanos - nanoClock.getAsLong());
  }

  /**
   * Stops work nobody waits for any more.
   *
   * @throws HealthAiException DEADLINE_PASSED
   */
  public void check() {
    if (endNanos - nanoClock.getAsLong() <= 0) {
      throw passed(null);
    }
  }

  HealthAiException passed(@Nullable Throwable cause) {
    return new HealthAiException(
        ErrorCode.DEADLINE_PASSED,
        "no answer within %.1f seconds; nothing was stored".formatted(limit.toMillis() / 1e3),
        cause);
  }
}
