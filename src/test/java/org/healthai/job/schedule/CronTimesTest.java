package org.healthai.job.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  private static final String BERLIN = "Europe/Berlin";

  @ParameterizedTest
  @CsvSource({
    "30 2 * * *,2026-11-26T12:00:00Z,2026-11-27T02:30:00Z",
    "30 2 * * *,2026-11-27T02:30:00Z,2026-11-28T02:30:00Z",
    "30 2 * * *,2026-11-27T02:29:59.999Z,2026-11-27T02:30:00Z",
    "* * * * *,2026-11-26T12:00:00.5Z,2026-11-26T12:01:00Z",
    "*/15 8-17 * * MON-FRI,2026-11-27T17:50:00Z,2026-11-30T08:00:00Z",
    "0 0 29 2 *,2026-11-01T00:00:00Z,2028-02-29T00:00:00Z",
    "0 0 1 JAN *,2026-11-01T00:00:00Z,2027-01-01T00:00:00Z",
    "0 0 * * 0,2026-11-26T00:00:00Z,2026-11-29T00:00:00Z",
    "0 0 * * 7,2026-11-26T00:00:00Z,2026-11-29T00:00:00Z",
    "0 0 13 * FRI,2026-11-01T00:00:00Z,2026-11-06T00:00:00Z",
    "'  0   6  * * * ',2026-11-26T12:00:00Z,2026-11-27T06:00:00Z"
  })
  void findsTheNextTime(String cron, Instant after, Instant expected) {
    assertEquals(expected, CronTimes.of(cron, "UTC").nextAfter(after));
  }

  @Test
  void goesByTheClockOfTheZone() {
    assertEquals(
        Instant.parse("2026-11-27T01:30:00Z"),
        CronTimes.of("30 2 * * *", BERLIN).nextAfter(Instant.parse("2026-11-26T12:00:00Z")));
  }

  @Test
  void comesLaterOnTheDayThatLacksTheTime() {
    assertEquals(
        List.of("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
        next("30 2 * * *", "2026-03-27T12:00:00Z", 3));
  }

  @Test
  void comesOnceOnTheDayThatHasTheTimeTwice() {
    assertEquals(
        List.of("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        next("30 2 * * *", "2026-10-23T12:00:00Z", 3));
  }

  @Test
  void goesOnWithinTheHourThatComesTwice() {
    Instant second = Instant.parse("2026-10-25T01:20:00Z");

    assertEquals(
        Instant.parse("2026-10-25T02:00:00Z"),
        CronTimes.of("*/10 * * * *", BERLIN).nextAfter(second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "61 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * XYZ",
        "*/0 * * * *",
        "a b c d e",
        "0 0 30 2 *",
        "0 0 * * MON#1",
        "0 0 ? * *",
        "@daily",
        "1,,2 * * * *",
        "*\n* * * *",
        "*\t* * * *",
        "\u0661 * * * *",
        "-1 * * * *"
      })
  void refusesWhatIsNoExpressionOrNeverComes(String cron) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> CronTimes.of(cron, "UTC"));

    assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
  }

  @Test
  void refusesExpressionsThatAreTooLong() {
    assertThrows(HealthAiException.class, () -> CronTimes.of("1,".repeat(60) + "2 * * * *", "UTC"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Berlin", "+01:00", "Europe/Nowhere"})
  void refusesUnknownZones(String zone) {
    assertThrows(HealthAiException.class, () -> CronTimes.of("0 0 * * *", zone));
  }

  private static List<String> next(String cron, String after, int count) {
    CronTimes times = CronTimes.of(cron, BERLIN);
    List<String> found = new ArrayList<>();
    Instant time = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      time = times.nextAfter(time);
      found.add(time.toString());
    }
    return found;
  }
}
