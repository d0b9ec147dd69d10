package org.healthai.model.packaging;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Says why a model package is not served. */
public final class Refusal {
  private Refusal() {}

  public static HealthAiException because(String reason) {
    return new HealthAiException(ErrorCode.MODEL_REFUSED, reason);
  }

  public static HealthAiException because(String reason, Throwable cause) {
    return new HealthAiException(ErrorCode.MODEL_REFUSED, reason, cause);
  }
}
