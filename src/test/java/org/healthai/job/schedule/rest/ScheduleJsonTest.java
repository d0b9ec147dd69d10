package org.healthai.job.schedule.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditActor;
import org.healthai.error.HealthAiException;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.ScheduleDetails;
import org.healthai.prediction.Requester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
  private static final ScheduleDetails DETAILS =
      new ScheduleDetails(
          "Night shift",
          "30 2 * * *",
          "Europe/Berlin",
          "inbox",
          true,
          "chest_xray",
          "2",
          "screening",
          "https://ris.example/");

  private final Jsonb json = JsonbBuilder.create();

  @Test
  void readsWhatIsWanted() {
    ScheduleRequest request =
        json.fromJson(
            """
            {"name":"Night shift","cron":"30 2 * * *","time_zone":"Europe/Berlin","folder":"inbox",
             "only_new":true,"model":"chest_xray","version":"2","operating_point":"screening",
             "webhook_url":"https://ris.example/","unknown":1}
            """,
            ScheduleRequest.class);

    assertEquals(DETAILS, request.toDetails());
  }

  /** JSON-B itself takes any text for false. */
  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "\"true\"", "1", "{}", "[true]"})
  void takesNothingButTrueAndFalseForFlags(String value) {
    ScheduleRequest order =
        json.fromJson(
            "{\"name\":\"a\",\"cron\":\"* * * * *\",\"folder\":\"f\",\"only_new\":%s}"
                .formatted(value),
            ScheduleRequest.class);
    ScheduleChangeRequest change =
        json.fromJson(
            "{\"active\":%s,\"only_new\":%s}".formatted(value, value), ScheduleChangeRequest.class);

    assertThrows(HealthAiException.class, order::toDetails);
    assertThrows(HealthAiException.class, () -> change.appliedTo(DETAILS));
    assertThrows(HealthAiException.class, change::toActive);
  }

  @Test
  void flagsThatAreNullAreAbsent() {
    ScheduleChangeRequest change =
        json.fromJson("{\"active\":null,\"only_new\":null}", ScheduleChangeRequest.class);

    assertNull(change.toActive());
    assertEquals(DETAILS, change.appliedTo(DETAILS));
  }

  @Test
  void needsNoMoreThanNameTimesAndFolder() {
    ScheduleDetails details =
        json.fromJson(
                "{\"name\":\"a\",\"cron\":\"* * * * *\",\"folder\":\"f\"}", ScheduleRequest.class)
            .toDetails();

    assertEquals("UTC", details.timeZone());
    assertFalse(details.onlyNew());
    assertNull(details.modelName());
    for (String lacking : new String[] {"{}", "{\"name\":\"a\",\"cron\":\"c\"}"}) {
      ScheduleRequest request = json.fromJson(lacking, ScheduleRequest.class);
      assertThrows(HealthAiException.class, request::toDetails);
    }
  }

  @Test
  void refusesNamesThatCannotBeShown() {
    for (String name : new String[] {"", " ", "a\nb", "n".repeat(101)}) {
      assertThrows(HealthAiException.class, () -> ScheduleMembers.toName(name));
    }
  }

  @Test
  void changesWhatIsGivenAndTakesAwayWhatIsEmpty() {
    ScheduleDetails changed =
        json.fromJson(
                "{\"cron\":\"0 3 * * *\",\"webhook_url\":\"\",\"only_new\":false}",
                ScheduleChangeRequest.class)
            .appliedTo(DETAILS);

    assertEquals("0 3 * * *", changed.cron());
    assertNull(changed.webhookUrl());
    assertFalse(changed.onlyNew());
    assertEquals("screening", changed.operatingPoint());
  }

  @Test
  void showsASchedule() {
    Schedule schedule =
        new Schedule(
            51,
            new Schedule.Owner(
                new Requester(new Tenant("ward-7"), 7L),
                new AuditActor("key", "7", "ward", "ward-7")),
            DETAILS,
            true,
            NOW,
            NOW.plusSeconds(60),
            new Schedule.Last(NOW, 101L, null));

    String shown = json.toJson(ScheduleResponse.of(schedule));

    assertTrue(
        shown.startsWith("{\"id\":51,\"name\":\"Night shift\",\"tenant\":\"ward-7\""), shown);
    assertTrue(shown.contains("\"next_at\":\"2026-11-26T20:01:00Z\""), shown);
    assertTrue(shown.contains("\"last_job_id\":101"), shown);
    assertFalse(shown.contains("last_problem"), shown);
  }
}
