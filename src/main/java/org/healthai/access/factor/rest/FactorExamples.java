package org.healthai.access.factor.rest;

/** Answers and errors of the calls about second factors, for OpenAPI; a test reads them back. */
final class FactorExamples {
  static final String ENROLMENT =
      """
      {
        "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "uri": "otpauth://totp/Healthcare%20AI:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Healthcare%20AI&algorithm=SHA1&digits=6&period=30"
      }
      """;

  static final String CODES =
      """
      {
        "recovery_codes": ["k4wd-h7pz-9mqx-t2rb-vc6n", "r8sj-2kwm-xh5t-q9pd-z3fb"]
      }
      """;

  private static final String BODY =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      PAYLOAD_TOO_LARGE: the request has more than 16384 bytes
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      FORBIDDEN: this call is for users who logged in, not for API keys
      """;

  private static final String PASSWORD =
      BODY
          + """
          INVALID_VALUE: current_password must be the password you have now
          OVERLOADED: too many log in at this moment; try again
          """;

  static final String BEGIN_ERRORS =
      PASSWORD
          + """
          CONFLICT: there is a second factor already; remove it first
          """;

  static final String CONFIRM_ERRORS =
      BODY
          + """
          INVALID_VALUE: code must be the six digits that the device shows now
          CONFLICT: there is no second factor to confirm; begin one
          """;

  static final String REMOVE_ERRORS = PASSWORD;

  static final String USER_ERRORS =
      """
      NOT_FOUND: there is no user 51
      """;

  private FactorExamples() {}
}
