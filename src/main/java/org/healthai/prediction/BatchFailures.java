package org.healthai.prediction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;
import org.healthai.error.HealthAiException;

/** Says what became of the files that failed. */
final class BatchFailures {
  private static final Logger LOG = Logger.getLogger(BatchFailures.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(5);

  private BatchFailures() {}

  /** A defect of ours is logged here, since the request as a whole may well succeed. */
  static FileFailure toFailure(int index, UploadedFile file, Throwable failure) {
    Optional<HealthAiException> known = HealthAiException.findIn(failure);
    if (known.isEmpty()) {
      LOG.log(Level.SEVERE, "a film of a batch failed", failure);
    }
    ErrorCode code = known.map(HealthAiException::code).orElse(ErrorCode.INTERNAL_ERROR);
    String detail =
        known.map(HealthAiException::detail).orElse("the server failed to read this film");
    return new FileFailure(index, file.clientName(), code, detail);
  }

  /** Our own trouble, if any film met it, is told before the client's broken films. */
  static HealthAiException allFailed(List<FileFailure> failures) {
    String detail = "none of the %d files could be classified".formatted(failures.size());
    ErrorCode code =
        failures.stream()
            .map(FileFailure::code)
            .filter(BatchFailures::isOurs)
            .findFirst()
            .orElse(ErrorCode.ALL_FILES_FAILED);
    boolean mayHelp = code == ErrorCode.OVERLOADED || code == ErrorCode.MODEL_NOT_READY;
    return HealthAiException.ofFiles(code, detail, mayHelp ? RETRY : null, failures);
  }

  private static boolean isOurs(ErrorCode code) {
    return switch (code) {
      case OVERLOADED,
          MODEL_NOT_READY,
          STORE_UNAVAILABLE,
          AUDIT_UNAVAILABLE,
          DEADLINE_PASSED,
          INTERNAL_ERROR ->
          true;
      default -> false;
    };
  }
}
