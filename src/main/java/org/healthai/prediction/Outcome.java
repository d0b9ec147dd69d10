package org.healthai.prediction;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a stage ended, as a value, so that both endings can change thread in one step.
 *
 * @param valueOrNull the result; null when failed
 * @param failureOrNull the failure, with or without {@link CompletionException} around it
 */
record Outcome<T>(@Nullable T valueOrNull, @Nullable Throwable failureOrNull) {

  /** The result, or the failure again. */
  T get() {
    if (failureOrNull instanceof CompletionException wrapped) {
      throw wrapped;
    }
    if (failureOrNull != null || valueOrNull == null) {
      throw new CompletionException(failureOrNull);
    }
    return valueOrNull;
  }
}
