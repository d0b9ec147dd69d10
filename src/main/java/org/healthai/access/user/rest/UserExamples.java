package org.healthai.access.user.rest;

/**
 * Answers and errors of the calls about users, for the OpenAPI document; a test reads them back.
 */
public final class UserExamples {
  /** A user. */
  public static final String USER =
      """
      {
        "id": 51,
        "email": "ada@example.org",
        "display_name": "Dr Ada Meier",
        "tenant": "default",
        "roles": ["radiologist"],
        "state": "active",
        "password_change_required": false,
        "second_factor": false,
        "created_at": "2026-11-26T08:00:00.123456Z",
        "last_login_at": "2026-11-26T09:30:00.654321Z"
      }
      """;

  static final String USERS = "[" + USER + "]";

  static final String ISSUED =
      """
      {
        "password": "k4wd-h7pz-9mqx-t2rb-vc6n",
        "user": {
          "id": 51,
          "email": "ada@example.org",
          "display_name": "Dr Ada Meier",
          "tenant": "default",
          "roles": ["radiologist"],
          "state": "active",
          "password_change_required": true,
          "second_factor": false,
          "created_at": "2026-11-26T08:00:00.123456Z"
        }
      }
      """;

  static final String ROLES =
      """
      [
        {"name": "auditor", "permissions": ["audit"]},
        {"name": "clinician", "permissions": ["predict", "read"]}
      ]
      """;

  private static final String BODY =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      INVALID_VALUE: roles must be of administrator, auditor, clinician, integrator, model-admin, privacy-officer, radiologist
      """;

  private static final String BUSY =
      """
      OVERLOADED: too many log in at this moment; try again
      """;

  static final String CREATE_ERRORS =
      BODY
          + BUSY
          + """
          CONFLICT: a user has this e-mail address already
          """;

  static final String ONE_ERRORS =
      """
      NOT_FOUND: there is no user 51
      """;

  static final String CHANGE_ERRORS =
      ONE_ERRORS
          + BODY
          + """
          CONFLICT: user 51 is the last administrator; let another one administer first
          """;

  static final String RESET_ERRORS =
      ONE_ERRORS
          + BUSY
          + """
          CONFLICT: address, roles and password of user 51 are the provider's business
          """;

  private UserExamples() {}
}
