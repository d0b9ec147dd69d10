package org.healthai.model.rest;

/** What each call may answer instead, for the OpenAPI document: codes with examples. */
final class Errors {
  static final String UNKNOWN =
      """
      MODEL_NOT_FOUND: there is no model of that name and version
      """;

  static final String LOAD =
      UNKNOWN
          + """
          INVALID_PARAMETER: wait must be true or false
          CONFLICT: model chest_xray 2 is being loaded already
          MODEL_REFUSED: model chest_xray 2 is refused: golden case black differs by 0.02, at most 0.0001 is accepted
          """;

  static final String UNLOAD =
      UNKNOWN
          + """
          CONFLICT: model chest_xray 1 is the default and no other version is ready; load another one first
          """;

  static final String DEFAULT =
      UNKNOWN
          + """
          INVALID_PARAMETER: version must be a version of the model
          MALFORMED_REQUEST: the request cannot be read; /openapi describes what is expected
          UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
          CONFLICT: model chest_xray 2 is not ready; load it first
          """;

  static final String ROUTES =
      UNKNOWN
          + """
          INVALID_PARAMETER: weights: a weight is a whole number from 1 to 1000
          MALFORMED_REQUEST: the request cannot be read; /openapi describes what is expected
          UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
          CONFLICT: model chest_xray 2 is not ready; load it first
          """;

  static final String SHADOW_VIEW =
      UNKNOWN
          + """
          NOT_FOUND: this model has no shadow
          """;

  static final String SHADOW =
      UNKNOWN
          + """
          INVALID_PARAMETER: percent must be a whole number from 1 to 100
          MALFORMED_REQUEST: the request cannot be read; /openapi describes what is expected
          UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
          CONFLICT: model chest_xray 1 is the default; a shadow is another version
          """;

  static final String ROLLBACK =
      UNKNOWN
          + """
          CONFLICT: model chest_xray has no previous default
          """;

  private Errors() {}
}
