package org.healthai.job;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Why a film failed.
 *
 * @param code what went wrong
 * @param detail what was wrong and what would be right, at most {@value #MAX_DETAIL} characters
 */
public record ItemFailure(ErrorCode code, String detail) {
  /** What the store keeps. */
  public static final int MAX_DETAIL = 500;

  /** Shortens the detail to what the store keeps. */
  public ItemFailure {
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }

  /** What an exception says. */
  public static ItemFailure of(HealthAiException failure) {
    return new ItemFailure(failure.code(), failure.detail());
  }
}
