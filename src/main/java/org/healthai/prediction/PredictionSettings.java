package org.healthai.prediction;

import java.time.Duration;

/**
 * What a client may ask for; filled by {@code config}.
 *
 * @param timeout how long one film may take when the client says nothing ({@code
 *     healthai.prediction.timeout})
 * @param batchTimeout the same for a whole batch ({@code healthai.prediction.batch-timeout})
 * @param maxTimeout the longest a client may ask for in {@code Request-Timeout} ({@code
 *     healthai.prediction.max-timeout})
 * @param maxBatchFiles files in one batch ({@code healthai.prediction.max-batch-files})
 */
public record PredictionSettings(
    Duration timeout, Duration batchTimeout, Duration maxTimeout, int maxBatchFiles) {

  /** Refuses settings under which nothing could be answered. */
  public PredictionSettings {
    if (maxBatchFiles < 1) {
      throw new IllegalArgumentException("max-batch-files must be positive");
    }
    if (timeout.isNegative() || timeout.isZero() || batchTimeout.compareTo(timeout) < 0) {
      throw new IllegalArgumentException(
          "timeout must be positive and not longer than batch-timeout");
    }
    if (maxTimeout.compareTo(batchTimeout) < 0) {
      throw new IllegalArgumentException("max-timeout must not be shorter than batch-timeout");
    }
  }
}
