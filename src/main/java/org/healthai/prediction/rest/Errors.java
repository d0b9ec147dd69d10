package org.healthai.prediction.rest;

/** What each call may answer instead, for the OpenAPI document: codes with examples. */
final class Errors {
  private static final String INVALID =
      """
      INVALID_PARAMETER: model must be 1 to 100 printable characters
      """;

  private static final String UPLOAD =
      INVALID
          + """
          MALFORMED_REQUEST: the request's body is damaged or ends too early
          UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
          INVALID_VALUE: the patient reference must be 1 to 64 printable ASCII characters without blanks at its ends
          MODEL_NOT_FOUND: there is no model of that name and version
          UNKNOWN_OPERATING_POINT: model chest_xray 2 has no such operating point; it has screening, balanced, confirm
          MODEL_NOT_READY: model chest_xray 1 is being loaded
          QUOTA_EXCEEDED: 100 predictions an hour are allowed, 0 are left, and this request needs 1
          LIMITS_UNAVAILABLE: it cannot be told now how much this caller has left; nothing was done
          DEADLINE_PASSED: no answer within 2.0 seconds; nothing was stored
          """;

  static final String PREDICT =
      UPLOAD
          + """
          MISSING_FILE: the form has no part named 'file' with a film in it
          EMPTY_FILE: the file is empty
          TOO_MANY_FILES: this call takes one file; /api/v1/predict/batch takes several
          PAYLOAD_TOO_LARGE: a file is larger than 20000000 bytes
          UNSUPPORTED_IMAGE: the content is none of the image kinds we read: PNG, JPEG, BMP and TIFF
          IMAGE_TOO_SMALL: the image has 32 x 32 pixels, each side needs at least 64
          IMAGE_TOO_LARGE: the image has 60000 x 60000 pixels, the limit is 50000000 pixels
          IMAGE_UNREADABLE: the PNG is truncated: it ends after 3000 bytes
          OVERLOADED: 512 films are waiting already; try again later
          """;

  static final String BATCH =
      UPLOAD
          + """
          MISSING_FILE: the form has no part named 'files' with a film in it
          TOO_MANY_FILES: a batch has at most 50 files
          PAYLOAD_TOO_LARGE: the request is larger than 1001000000 bytes
          ALL_FILES_FAILED: none of the 2 files could be classified
          OVERLOADED: none of the 2 files could be classified
          """;

  static final String LIST = INVALID;

  static final String ONE =
      """
      NOT_FOUND: there is no prediction 42
      """;

  static final String DELETE =
      ONE
          + """
          CONFLICT: legal hold 51 keeps the patient's records; lift it first
          """;

  static final String FILM =
      """
      NOT_FOUND: this server keeps no film of prediction 42
      """;

  private Errors() {}
}
