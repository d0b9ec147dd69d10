package org.healthai.job;

import org.healthai.error.ErrorCode;

/** Whose fault it is that a film could not be answered. */
enum Blame {
  /** The film's, or the job's: trying again would end the same way. */
  FILM,
  /** Nobody's: something else is away or has too much to do; costs the film no attempt. */
  NOBODY,
  /** Ours, or not known: another attempt may help, but not for ever. */
  SERVER;

  /**
   * Whether waiting for it here helps: every film of every job waits for these, and it passes soon.
   * What only one film or one job waits for must not keep the workers from the others.
   */
  static boolean isForAll(ErrorCode code) {
    return code == ErrorCode.STORE_UNAVAILABLE
        || code == ErrorCode.AUDIT_UNAVAILABLE
        || code == ErrorCode.OVERLOADED;
  }

  static Blame of(ErrorCode code) {
    return switch (code) {
      case EMPTY_FILE,
          PAYLOAD_TOO_LARGE,
          UNSUPPORTED_IMAGE,
          IMAGE_TOO_SMALL,
          IMAGE_TOO_LARGE,
          IMAGE_UNREADABLE,
          INVALID_VALUE,
          NOT_FOUND,
          UNKNOWN_OPERATING_POINT ->
          FILM;
      case OVERLOADED,
          MODEL_NOT_READY,
          STORE_UNAVAILABLE,
          AUDIT_UNAVAILABLE,
          LIMITS_UNAVAILABLE,
          DEADLINE_PASSED ->
          NOBODY;
      default -> SERVER;
    };
  }
}
