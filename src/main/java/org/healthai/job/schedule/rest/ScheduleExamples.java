package org.healthai.job.schedule.rest;

/** What the API's documents show of schedules. */
final class ScheduleExamples {
  static final String SCHEDULE =
      """
      {
        "id": 51,
        "name": "Night shift",
        "tenant": "default",
        "cron": "30 2 * * MON-FRI",
        "time_zone": "Europe/Berlin",
        "folder": "ward-7/inbox",
        "only_new": true,
        "model": "chest_xray",
        "active": true,
        "created_at": "2026-11-26T12:00:00.123456Z",
        "next_at": "2026-11-27T01:30:00Z",
        "last_at": "2026-11-26T01:30:02.123456Z",
        "last_job_id": 101
      }
      """;

  static final String SCHEDULES = "[" + SCHEDULE + "]";

  static final String CREATE_ERRORS =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      INVALID_VALUE: cron must be five fields like 30 2 * * MON-FRI (minute, hour, day of the month, month, day of the week), at most 100 characters, which some day fits
      INVALID_PARAMETER: webhook_url is refused: its host is none of those that this server calls (healthai.job.webhook-hosts)
      MODEL_NOT_FOUND: there is no model of that name
      CONFLICT: the server has no schedules: healthai.job.import-root is not set
      """;

  static final String ONE_ERRORS =
      """
      NOT_FOUND: there is no schedule 51
      """;

  static final String CHANGE_ERRORS = ONE_ERRORS + CREATE_ERRORS;

  private ScheduleExamples() {}
}
