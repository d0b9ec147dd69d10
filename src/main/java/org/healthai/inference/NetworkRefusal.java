package org.healthai.inference;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/** Says why a network is not run. */
public final class NetworkRefusal {
  private NetworkRefusal() {}

  /**
   * MODEL_REFUSED.
   *
   * @param reason without capital and full stop
   */
  public static HealthAiException because(String reason) {
    return because(reason, null);
  }

  /** As {@link #because(String)}, for what a library or the platform says. */
  public static HealthAiException because(String reason, @Nullable Throwable cause) {
    return new HealthAiException(ErrorCode.MODEL_REFUSED, "Model refused: " + reason + ".", cause);
  }
}
