package org.healthai.model.packaging;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Says which model is not there. */
public final class ModelNotFound {
  private ModelNotFound() {}

  /** Neither known to the server nor possible. */
  public static HealthAiException unknown() {
    return because("there is no model of that name and version");
  }

  /** Nothing to load. */
  public static HealthAiException withoutPackage() {
    return because("there is no package of that name and version");
  }

  private static HealthAiException because(String detail) {
    return new HealthAiException(ErrorCode.MODEL_NOT_FOUND, detail);
  }
}
