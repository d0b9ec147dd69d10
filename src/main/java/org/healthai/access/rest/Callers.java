package org.healthai.access.rest;

import jakarta.ws.rs.core.SecurityContext;
import org.healthai.access.Caller;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Reads who is calling out of a request. */
public final class Callers {
  /** What a caller is told who showed nothing. */
  static final String NEEDED =
      "this call needs an API key in the header X-API-Key, or a token in the header Authorization";

  private Callers() {}

  /**
   * The caller of a request that is not open.
   *
   * @throws HealthAiException UNAUTHENTICATED when nobody was asked who they are
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new HealthAiException(ErrorCode.UNAUTHENTICATED, NEEDED);
  }
}
