package org.healthai.oversight.rest;

/** What each call may answer instead, for the OpenAPI document: codes with examples. */
final class Errors {
  static final String QUERY =
      """
      INVALID_PARAMETER: outcome must be one of success, refused, failed
      """;

  private Errors() {}
}
