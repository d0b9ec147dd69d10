package org.healthai.access.session;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** What somebody is told who is not let in: the same for every reason that would tell something. */
final class LoginRefusals {
  private LoginRefusals() {}

  static HealthAiException wrong() {
    return new HealthAiException(
        ErrorCode.UNAUTHENTICATED,
        "e-mail address, password or code is not right, or too many logins failed lately");
  }

  /** Told only after the right password. */
  static HealthAiException needsCode() {
    return new HealthAiException(
        ErrorCode.SECOND_FACTOR_REQUIRED, "this user also needs the member code");
  }

  static HealthAiException unknownToken() {
    return new HealthAiException(
        ErrorCode.UNAUTHENTICATED, "the refresh token is not valid; log in again");
  }

  static HealthAiException justUsed() {
    return new HealthAiException(
        ErrorCode.CONFLICT,
        "this refresh token was used a moment ago; go on with the answer of that call");
  }
}
