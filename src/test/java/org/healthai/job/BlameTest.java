package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthai.error.ErrorCode;
import org.junit.jupiter.api.Test;

class BlameTest {
  private static Set<ErrorCode> codesOf(Blame blame) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> Blame.of(code) == blame)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class)));
  }

  @Test
  void whatAnotherAttemptCannotMendIsTheFilms() {
    assertEquals(
        EnumSet.of(
            ErrorCode.EMPTY_FILE,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.UNSUPPORTED_IMAGE,
            ErrorCode.IMAGE_TOO_SMALL,
            ErrorCode.IMAGE_TOO_LARGE,
            ErrorCode.IMAGE_UNREADABLE,
            ErrorCode.INVALID_VALUE,
            ErrorCode.NOT_FOUND,
            ErrorCode.UNKNOWN_OPERATING_POINT),
        codesOf(Blame.FILM));
  }

  @Test
  void whatPassesIsNobodys() {
    assertEquals(
        EnumSet.of(
            ErrorCode.OVERLOADED,
            ErrorCode.MODEL_NOT_READY,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.AUDIT_UNAVAILABLE,
            ErrorCode.LIMITS_UNAVAILABLE,
            ErrorCode.DEADLINE_PASSED),
        codesOf(Blame.NOBODY));
  }

  @Test
  void aDefectIsOurs() {
    assertEquals(Blame.SERVER, Blame.of(ErrorCode.INTERNAL_ERROR));
  }
}
