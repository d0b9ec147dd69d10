package org.healthai.prediction.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final Duration MAX = Duration.ofMinutes(10);

  @Test
  void readsWholeNumbersWithinTheirBounds() {
    assertEquals(7, Parameters.toInt("limit", null, 7, 1, 10));
    assertEquals(1, Parameters.toInt("limit", "1", 7, 1, 10));
    assertEquals(10, Parameters.toInt("limit", "10", 7, 1, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "", " ", "1.0", "ten", "99999999999", "0x1"})
  void refusesOtherNumbers(String text) {
    assertRefused(
        "limit must be a whole number from 1 to 10",
        () -> Parameters.toInt("limit", text, 7, 1, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T10:15:30Z,2026-11-25T10:15:30Z",
    "2026-11-25t10:15:30z,2026-11-25T10:15:30Z",
    "2026-11-25T10:15:30.123456+01:00,2026-11-25T09:15:30.123456Z",
    "2026-11-25,2026-11-25T00:00:00Z",
  })
  void readsTimesAndDates(String text, String expected) {
    assertEquals(Instant.parse(expected), Parameters.toInstant("from", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "2026-11-25T10:15:30",
        "25.11.2026",
        "T",
        "1700000000"
      })
  void refusesOtherTimes(String text) {
    assertRefused(
        "from must be a time like 2026-11-25T10:15:30Z or a date like 2026-11-25",
        () -> Parameters.toInstant("from", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12345-01-01", "0000-01-01", "-0001-01-01T00:00:00Z"})
  void refusesYearsNoDatabaseKeeps(String text) {
    assertRefused(
        "from must be a time between the years 1 and 9999",
        () -> Parameters.toInstant("from", text));
  }

  @Test
  void absentTimesAndTextsStayAbsent() {
    assertNull(Parameters.toInstant("from", null));
    assertNull(Parameters.toText("model", null));
  }

  @Test
  void refusesTextThatCanBeNoName() {
    for (String text : new String[] {"", " ", "a\u0000b", "line\nbreak", "x".repeat(101)}) {
      assertRefused(
          "model must be 1 to 100 printable characters", () -> Parameters.toText("model", text));
    }
    assertEquals("x".repeat(100), Parameters.toText("model", "x".repeat(100)));
  }

  @Test
  void readsPriorities() {
    assertEquals(Priority.STAT, Parameters.toPriority("stat", Priority.ROUTINE));
    assertEquals(Priority.ROUTINE, Parameters.toPriority("routine", Priority.BULK));
    assertEquals(Priority.BULK, Parameters.toPriority("bulk", Priority.ROUTINE));
    assertEquals(Priority.BULK, Parameters.toPriority(null, Priority.BULK));
    assertRefused(
        "priority must be stat, routine or bulk",
        () -> Parameters.toPriority("STAT", Priority.ROUTINE));
  }

  @Test
  void readsTimeouts() {
    assertEquals(Optional.empty(), Parameters.toTimeout(null, MAX));
    assertEquals(Optional.of(Duration.ofMillis(1500)), Parameters.toTimeout(" 1.5 ", MAX));
    assertEquals(Optional.of(MAX), Parameters.toTimeout("600", MAX));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "600.1", "NaN", "Infinity", "soon", "", "1s", "1d", "0x1p3", "1e2"})
  void refusesOtherTimeouts(String text) {
    assertRefused(
        "Request-Timeout must be a number of seconds above 0 and at most 600",
        () -> Parameters.toTimeout(text, MAX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "1.5", "99999999999999999999", "", "%20"})
  void whatCanBeNoIdIsNotFound(String text) {
    HealthAiException refused = assertThrows(HealthAiException.class, () -> Parameters.toId(text));

    assertEquals(ErrorCode.NOT_FOUND, refused.code());
    assertTrue(refused.detail().contains("positive whole number"));
  }

  @Test
  void readsIds() {
    assertEquals(Long.MAX_VALUE, Parameters.toId("9223372036854775807"));
  }

  private static void assertRefused(String detail, Executable call) {
    HealthAiException refused = assertThrows(HealthAiException.class, call);
    assertEquals(ErrorCode.INVALID_PARAMETER, refused.code());
    assertEquals(detail, refused.detail());
    assertFalse(refused.retryAfter().isPresent());
  }
}
