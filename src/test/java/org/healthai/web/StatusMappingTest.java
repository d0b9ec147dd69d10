package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.healthai.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMappingTest {

  /** The statuses of the API contract. */
  @ParameterizedTest
  @CsvSource({
    "MALFORMED_REQUEST,400",
    "MISSING_FILE,400",
    "INVALID_PARAMETER,400",
    "UNAUTHENTICATED,401",
    "FORBIDDEN,403",
    "MODEL_NOT_FOUND,404",
    "METHOD_NOT_ALLOWED,405",
    "NOT_ACCEPTABLE,406",
    "CONFLICT,409",
    "PAYLOAD_TOO_LARGE,413",
    "UNSUPPORTED_IMAGE,415",
    "IMAGE_TOO_SMALL,422",
    "IMAGE_TOO_LARGE,422",
    "IMAGE_UNREADABLE,422",
    "ALL_FILES_FAILED,422",
    "MODEL_REFUSED,422",
    "QUOTA_EXCEEDED,429",
    "INTERNAL_ERROR,500",
    "OVERLOADED,503",
    "MODEL_NOT_READY,503",
    "DEADLINE_PASSED,504",
  })
  void keepsTheContract(ErrorCode code, int status) {
    assertEquals(status, StatusMapping.statusOf(code));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void goesBackToACodeOfTheSameStatus(ErrorCode code) {
    int status = StatusMapping.statusOf(code);
    if (status != 422) { // the platform sends none
      assertEquals(status, StatusMapping.statusOf(StatusMapping.codeOf(status)));
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void hasWordsForEveryCode(ErrorCode code) {
    assertFalse(StatusMapping.detailOf(code).isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "408,REQUEST_TIMEOUT",
    "414,MALFORMED_REQUEST",
    "431,MALFORMED_REQUEST",
    "501,INTERNAL_ERROR",
    "505,INTERNAL_ERROR",
  })
  void knowsWhoseFaultAnUnknownStatusIs(int status, ErrorCode code) {
    assertEquals(code, StatusMapping.codeOf(status));
  }
}
