package org.healthai.error;

/**
 * What went wrong, in the words of this system and without HTTP.
 *
 * <p>The code is part of the API contract: clients read it in {@code code} of a problem document.
 * Only {@code web} knows which HTTP status belongs to it.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(
      "The request cannot be read: broken multipart, unknown part, invalid encoding."),
  MISSING_FILE("There is no part named `file` (in a batch `files`) and no image as the body."),
  EMPTY_FILE("The file has no bytes."),
  TOO_MANY_FILES("There are more files than the call takes."),
  INVALID_PARAMETER("A query parameter or header has a value that is not allowed."),
  INVALID_VALUE("A member of the body, or a reference, has a value that is not allowed."),
  UNAUTHENTICATED("There is no API key and no token, or none that works; or a login is not right."),
  SECOND_FACTOR_REQUIRED("The login is right as far as it goes; it also needs a `code`."),
  FORBIDDEN("It is known who calls, and they may not do this."),
  NOT_FOUND("There is no such path or record."),
  MODEL_NOT_FOUND("There is no model of that name, or no such version of it."),
  UNKNOWN_OPERATING_POINT("The version that answers has no operating point of that name."),
  CONFLICT("The request does not fit the state things are in; `detail` says what has to change."),
  METHOD_NOT_ALLOWED("The path exists, but not with this method; `Allow` lists those it has."),
  NOT_ACCEPTABLE("`Accept` allows no representation that the server can send."),
  PAYLOAD_TOO_LARGE("The request or the file is larger than the byte limit."),
  UNSUPPORTED_MEDIA_TYPE("The request's `Content-Type` is not one the call takes."),
  UNSUPPORTED_IMAGE("The content is not an image of a kind the server reads, whatever its name."),
  IMAGE_TOO_SMALL("A side of the image is shorter than the limit."),
  IMAGE_TOO_LARGE("The image has more pixels than the limit."),
  IMAGE_UNREADABLE("The image is truncated, damaged or uses a feature the server does not read."),
  ALL_FILES_FAILED("Every file of a batch failed, each for the reason given in `errors`."),
  ATTEMPTS_EXHAUSTED("A film of a job was given up: the server ended or failed at each attempt."),
  QUOTA_EXCEEDED("The caller has used up its quota."),
  TOO_MANY_REQUESTS("Too many requests, or too many tries to log in, come from one address."),
  REQUEST_TIMEOUT("The body of the request comes too slowly; nothing was done."),
  OVERLOADED("The server's queues are full; nothing is wrong with the request."),
  MODEL_NOT_READY("The model is known and does not answer: it is loading, refused or unloaded."),
  MODEL_REFUSED("A model package is refused: its checksums, manifest or golden cases are wrong."),
  STORE_UNAVAILABLE("The database or the data directory does not answer; nothing was stored."),
  AUDIT_UNAVAILABLE("The audit trail cannot be written, so nothing was done, stored or shown."),
  LIMITS_UNAVAILABLE("It cannot be told what the caller has left, so nothing was done."),
  DEADLINE_PASSED("The deadline passed before the answer was there; nothing was stored."),
  INTERNAL_ERROR("A defect of the server; its log has the reason under the `request_id`.");

  private final String meaning;

  ErrorCode(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for the API's documents (Markdown); the same for every problem of this code. */
  public String meaning() {
    return meaning;
  }
}
