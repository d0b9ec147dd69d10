package org.healthai.access.rest;

/** Answers and errors of the calls about keys, for the OpenAPI document; a test reads them back. */
final class KeyExamples {
  static final String KEY =
      """
      {
        "id": 51,
        "prefix": "3f9a1c20",
        "name": "Station 7",
        "scopes": ["predict", "read"],
        "tenant": "default",
        "state": "active",
        "predictions_per_hour": 100,
        "created_at": "2026-11-26T08:00:00.123456Z",
        "expires_at": "2027-01-01T00:00:00Z"
      }
      """;

  static final String KEYS = "[" + KEY + "]";

  static final String ISSUED =
      "{\"secret\": \"hai_3f9a1c20_00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
          + "\"key\": "
          + KEY
          + "}";

  private static final String BODY =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      INVALID_VALUE: scopes must be one or more of predict, read, delete, jobs, models, admin, audit, privacy, all-tenants
      """;

  private static final String LAST =
      """
      CONFLICT: key 1 is the last administrator's; create another one first
      """;

  static final String CREATE_ERRORS = BODY;

  static final String ONE_ERRORS =
      """
      NOT_FOUND: there is no key 51
      """;

  static final String CHANGE_ERRORS = ONE_ERRORS + BODY + LAST;

  static final String ROTATE_ERRORS =
      ONE_ERRORS
          + """
          INVALID_PARAMETER: overlap must be a number of seconds from 0 to 2592000
          CONFLICT: key 51 does not work any more, or was replaced already
          """;

  static final String REVOKE_ERRORS = ONE_ERRORS + LAST;

  private KeyExamples() {}
}
