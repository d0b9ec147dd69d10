package org.healthai.prediction;

import java.time.Duration;
import java.util.List;
import org.healthai.error.FileFailure;

/**
 * What became of a batch.
 *
 * @param predictions the stored predictions, in the order of their files
 * @param failures the files that failed, in the order of the request
 * @param duration from the last byte received to the last answer stored
 */
public record BatchOutcome(
    List<Prediction> predictions, List<FileFailure> failures, Duration duration) {

  /** Copies the lists. */
  public BatchOutcome {
    predictions = List.copyOf(predictions);
    failures = List.copyOf(failures);
  }

  /** Files in the request. */
  public int total() {
    return predictions.size() + failures.size();
  }

  /** Wall-clock time of the batch by its number of files. */
  public Duration perFile() {
    return duration.dividedBy(Math.max(1, total()));
  }
}
