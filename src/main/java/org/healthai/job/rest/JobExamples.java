package org.healthai.job.rest;

/** Answers of a running server and what can go wrong, for the OpenAPI document. */
final class JobExamples {
  static final String CSV =
      """
      path,patient_reference
      2026-11/ward-3/0001.png,MRN-0047110815
      2026-11/ward-3/0002.png,MRN-0047110816
      """;

  static final String NDJSON =
      """
      {"path": "2026-11/ward-3/0001.png", "patient_reference": "MRN-0047110815"}
      {"path": "2026-11/ward-3/0002.png", "study_reference": "ACC-20261126-7"}
      """;

  static final String NEW =
      """
      {
        "id": 42,
        "state": "running",
        "source": "zip",
        "model_name": "chest_xray",
        "model_version": "2",
        "total": 1000,
        "counts": {
          "waiting": 1000,
          "running": 0,
          "done": 0,
          "failed": 0,
          "stopped": 0
        },
        "created_at": "2026-11-26T20:19:51.210334Z",
        "inputs_removed": false
      }
      """;

  static final String RUNNING =
      """
      {
        "id": 42,
        "state": "running",
        "source": "zip",
        "model_name": "chest_xray",
        "model_version": "2",
        "total": 1000,
        "counts": {
          "waiting": 385,
          "running": 4,
          "done": 610,
          "failed": 1,
          "stopped": 0
        },
        "films_per_second": 68.25,
        "estimated_end": "2026-11-26T20:20:16.114Z",
        "created_at": "2026-11-26T20:19:51.210334Z",
        "inputs_removed": false
      }
      """;

  static final String STOPPING =
      """
      {
        "id": 42,
        "state": "stopping",
        "source": "zip",
        "model_name": "chest_xray",
        "model_version": "2",
        "total": 1000,
        "counts": {
          "waiting": 0,
          "running": 4,
          "done": 610,
          "failed": 1,
          "stopped": 385
        },
        "films_per_second": 68.25,
        "created_at": "2026-11-26T20:19:51.210334Z",
        "inputs_removed": false
      }
      """;

  static final String LIST = "[" + RUNNING + "]";

  static final String ITEMS =
      """
      [
        {
          "item": 0,
          "name": "film-0000.png",
          "state": "done",
          "attempts": 1,
          "prediction_id": 4711,
          "changed_at": "2026-11-26T20:19:52.001112Z"
        },
        {
          "item": 1,
          "name": "report.pdf",
          "state": "failed",
          "attempts": 1,
          "error": {
            "code": "UNSUPPORTED_IMAGE",
            "detail": "the content is none of the image kinds we read: PNG, JPEG, BMP and TIFF"
          },
          "changed_at": "2026-11-26T20:19:52.013777Z"
        }
      ]
      """;

  static final String RESULTS =
      """
      [
        {
          "item": 0,
          "name": "film-0000.png",
          "state": "done",
          "prediction_id": 4711,
          "prediction": {
            "id": 4711,
            "image_filename": "img_88006d2dd4e9d1ecf19c43bf4a0eea21.png",
            "model_name": "chest_xray",
            "model_version": "2",
            "prediction_class": "Normal",
            "confidence_score": 0.947872022326102,
            "probabilities": {
              "Normal": 0.947872022326102,
              "Bacterial pneumonia": 0.02455887244504296,
              "Viral pneumonia": 0.027569105228855008
            },
            "processing_time": 0.031235,
            "created_at": "2026-11-26T20:19:52.001112Z",
            "cached": false,
            "has_patient_reference": false,
            "has_study_reference": false
          }
        },
        {
          "item": 1,
          "name": "report.pdf",
          "state": "failed",
          "error": {
            "code": "UNSUPPORTED_IMAGE",
            "detail": "the content is none of the image kinds we read: PNG, JPEG, BMP and TIFF"
          }
        }
      ]
      """;

  static final String CREATE_ERRORS =
      """
      INVALID_PARAMETER: Idempotency-Key must be 1 to 255 printable ASCII characters without blanks
      MALFORMED_REQUEST: this is no ZIP, or it is cut off or damaged; no job was made
      MISSING_FILE: there is no film in the request
      TOO_MANY_FILES: a job has at most 100000 films
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      PAYLOAD_TOO_LARGE: the request is larger than 1001000000 bytes
      MODEL_NOT_FOUND: there is no model of that name and version
      MODEL_NOT_READY: model chest_xray 1 is being loaded
      UNKNOWN_OPERATING_POINT: model chest_xray 2 has no such operating point; it has screening, balanced, confirm
      CONFLICT: the server takes no manifests of this tenant: it has no import root
      QUOTA_EXCEEDED: 100 predictions an hour are allowed, 0 are left, and this request needs 1
      LIMITS_UNAVAILABLE: it cannot be told now how much this caller has left; nothing was done
      OVERLOADED: too many clients are sending films; try again later
      """;

  static final String LIST_ERRORS =
      """
      INVALID_PARAMETER: state must be running, stopping, stopped or completed
      """;

  static final String ONE_ERRORS =
      """
      NOT_FOUND: there is no job 42
      """;

  static final String PAGE_ERRORS =
      ONE_ERRORS
          + """
          INVALID_PARAMETER: limit must be a whole number from 1 to 1000
          """;

  static final String RESTART_ERRORS =
      ONE_ERRORS
          + """
          CONFLICT: the job is running
          """;

  static final String EVENT_ERRORS =
      ONE_ERRORS
          + """
          OVERLOADED: too many clients watch jobs already; ask for the job once in a while instead
          """;

  private JobExamples() {}
}
