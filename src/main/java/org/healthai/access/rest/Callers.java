package org.healthai.access.rest;

import jakarta.ws.rs.core.SecurityContext;
import org.healthai.access.Caller;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Reads who is calling out of a request. */
public final class Callers {
  private Callers() {}

  /**
   * The caller of a request that needed a key.
   *
   * @throws HealthAiException UNAUTHENTICATED when nobody was asked for one
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new HealthAiException(
        ErrorCode.UNAUTHENTICATED,
        "this call needs an API key in the header " + ApiKeyFilter.HEADER);
  }
}
