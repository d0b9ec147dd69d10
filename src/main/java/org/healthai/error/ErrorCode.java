package org.healthai.error;

/**
 * What went wrong, in the words of this system and without HTTP.
 *
 * <p>The code is part of the API contract: clients read it in {@code code} of a problem document.
 * Only {@code web} knows which HTTP status belongs to it.
 */
public enum ErrorCode {
  /** The request cannot be read: broken multipart, unparsable value, invalid encoding. */
  MALFORMED_REQUEST,
  /** No part named {@code file} (or {@code files}) and no raw image body. */
  MISSING_FILE,
  /** The file has no bytes. */
  EMPTY_FILE,
  /** More files than the call takes. */
  TOO_MANY_FILES,
  /** A query parameter or header has a value that is not allowed. */
  INVALID_PARAMETER,
  /** No credentials, or credentials nobody knows. */
  UNAUTHENTICATED,
  /** Known caller without the right to do this. */
  FORBIDDEN,
  /** No such path or record. */
  NOT_FOUND,
  /** No model of that name. */
  MODEL_NOT_FOUND,
  /** The path exists, but not with this method. */
  METHOD_NOT_ALLOWED,
  /** The caller accepts no representation that we can send. */
  NOT_ACCEPTABLE,
  /** The request or the file is larger than the byte limit. */
  PAYLOAD_TOO_LARGE,
  /** The request's content type is not one the call takes. */
  UNSUPPORTED_MEDIA_TYPE,
  /** The bytes are not an image of a kind we read. */
  UNSUPPORTED_IMAGE,
  /** A side is shorter than the limit. */
  IMAGE_TOO_SMALL,
  /** More pixels than the limit. */
  IMAGE_TOO_LARGE,
  /** The image is truncated, damaged or uses a feature we do not read. */
  IMAGE_UNREADABLE,
  /** Every file of a batch failed, each for a reason of its own. */
  ALL_FILES_FAILED,
  /** The caller used up its quota. */
  QUOTA_EXCEEDED,
  /** Our queues are full; nothing is wrong with the request. */
  OVERLOADED,
  /** The model is known but not ready to answer. */
  MODEL_NOT_READY,
  /** A model package is refused: checksum, manifest or golden cases. */
  MODEL_REFUSED,
  /** The database or the data directory does not answer. */
  STORE_UNAVAILABLE,
  /** The caller's deadline passed before the answer was there. */
  DEADLINE_PASSED,
  /** A defect of ours. */
  INTERNAL_ERROR
}
