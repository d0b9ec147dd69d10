package org.healthai.privacy.rest;

/** Answers and errors of the calls about patients, for the OpenAPI document. */
final class PrivacyExamples {
  static final String HOLD =
      """
      {
        "id": 51,
        "tenant": "default",
        "patient_reference": "MRN-0047110815",
        "reason": "Court file 12 O 345/26",
        "active": true,
        "set_at": "2026-11-26T12:00:00.123456Z",
        "set_by": "key 51 privacy office"
      }
      """;

  static final String LIFTED =
      """
      {
        "id": 51,
        "tenant": "default",
        "patient_reference": "MRN-0047110815",
        "reason": "Court file 12 O 345/26",
        "active": false,
        "set_at": "2026-11-26T12:00:00.123456Z",
        "set_by": "key 51 privacy office",
        "lifted_at": "2027-11-26T12:00:00.123456Z",
        "lifted_by": "key 51 privacy office"
      }
      """;

  static final String HOLDS = "[" + HOLD + "]";

  static final String ERASURE =
      """
      {
        "id": 51,
        "tenant": "default",
        "erased_at": "2026-11-26T12:00:00.123456Z",
        "erased_by": "key 51 privacy office",
        "request_id": "88006d2d-d4e9-41ec-b19c-43bf4a0eea21",
        "predictions": 2,
        "films": 0,
        "shadow_answers": 1,
        "records_hash": "5f2b0c4f0f2e1e1c0b7d9c5a4f4c3f0e9a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "proof": "a1b2c3d4e5f60718293a4b5c6d7e8f95f2b0c4f0f2e1e1c0b7d9c5a4f4c3f0e9",
        "genuine": true
      }
      """;

  static final String ERASURES = "[" + ERASURE + "]";

  static final String REPORT =
      """
      {
        "patient_reference": "MRN-0047110815",
        "tenant": "default",
        "generated_at": "2026-11-26T12:00:00.123456Z",
        "predictions": [
          {
            "id": 42,
            "created_at": "2026-11-26T10:15:30.123456Z",
            "study_reference": "ACC-20261126-7",
            "film": {
              "filename": "img_88006d2dd4e9d1ecf19c43bf4a0eea21.png",
              "format": "png",
              "width": 1024,
              "height": 1024,
              "kept": false
            },
            "answer": {
              "model_name": "chest_xray",
              "model_version": "1",
              "prediction_class": "Normal",
              "probabilities": {
                "Normal": 0.91,
                "Bacterial pneumonia": 0.06,
                "Viral pneumonia": 0.03
              }
            }
          }
        ],
        "job_films": [
          {
            "job_id": 101,
            "item": 7,
            "name": "0007.png",
            "state": "done"
          }
        ],
        "legal_holds": []
      }
      """;

  static final String PATIENT_ERRORS =
      """
      MALFORMED_REQUEST: this call needs a JSON object
      UNSUPPORTED_MEDIA_TYPE: this call does not take that Content-Type; /openapi lists the ones it takes
      INVALID_VALUE: the patient reference must be 1 to 64 printable ASCII characters without blanks at its ends
      """;

  static final String ERASE_ERRORS =
      PATIENT_ERRORS
          + """
          CONFLICT: legal hold 51 keeps the patient's records; lift it first
          """;

  static final String HOLD_ERRORS =
      """
      NOT_FOUND: there is no legal hold 51
      """;

  static final String ERASURE_ERRORS =
      """
      NOT_FOUND: there is no erasure 51
      """;

  static final String LIST_ERRORS =
      """
      INVALID_PARAMETER: limit must be a whole number from 1 to 1000
      """;

  private PrivacyExamples() {}
}
