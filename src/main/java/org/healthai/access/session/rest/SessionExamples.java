package org.healthai.access.session.rest;

/** Answers and errors of the calls about sessions, for OpenAPI; a test reads them back. */
final class SessionExamples {
  static final String TOKENS =
      """
      {
        "access_token": "eyJraWQiOiJrMSIsInR5cCI6IkpXVCIsImFsZyI6IlJTMjU2In0.eyJzdWIiOiI1MSJ9.c2lnbmF0dXJl",
        "token_type": "Bearer",
        "expires_in": 900,
        "refresh_token": "har_00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "refresh_expires_in": 43200,
        "next_steps": []
      }
      """;

  static final String ME =
      """
      {
        "kind": "user",
        "id": 51,
        "name": "Dr Ada Meier",
        "tenant": "default",
        "permissions": ["predict", "read", "delete", "jobs"],
        "next_steps": [],
        "user": {
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
      }
      """;

  static final String JWKS =
      """
      {
        "keys": [
          {
            "kty": "RSA",
            "e": "AQAB",
            "use": "sig",
            "kid": "k1",
            "alg": "RS256",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
          }
        ]
      }
      """;

  private static final String BODY =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      PAYLOAD_TOO_LARGE: the request has more than 16384 bytes
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      """;

  private static final String OPEN =
      BODY
          + """
          STORE_UNAVAILABLE: the database does not answer
          AUDIT_UNAVAILABLE: the audit trail cannot be written now, so nothing was done or shown
          """;

  private static final String BUSY =
      """
      OVERLOADED: too many log in at this moment; try again
      """;

  static final String LOGIN_ERRORS =
      OPEN
          + BUSY
          + """
          INVALID_VALUE: password must be given
          UNAUTHENTICATED: e-mail address, password or code is not right, or too many logins failed lately
          SECOND_FACTOR_REQUIRED: this user also needs the member code
          """;

  static final String REFRESH_ERRORS =
      OPEN
          + """
          INVALID_VALUE: refresh_token must be given
          UNAUTHENTICATED: the refresh token is not valid; log in again
          CONFLICT: this refresh token was used a moment ago; go on with the answer of that call
          """;

  static final String LOGOUT_ERRORS =
      OPEN
          + """
          INVALID_VALUE: refresh_token must be given
          """;

  static final String PASSWORD_ERRORS =
      BODY
          + BUSY
          + """
          INVALID_VALUE: the new password must have 12 to 128 characters
          FORBIDDEN: this call is for users who logged in, not for API keys
          CONFLICT: the password was changed meanwhile; log in again
          """;

  private SessionExamples() {}
}
