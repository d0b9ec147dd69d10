package org.healthai.prediction.rest;

/** Answers of a running server, for the OpenAPI document; a test reads them back. */
final class Examples {
  static final String PREDICTION =
      """
      {
        "id": 42,
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
        "created_at": "2026-11-26T01:37:30.251191Z",
        "cached": false,
        "has_patient_reference": true,
        "has_study_reference": false
      }
      """;

  static final String DECIDED =
      """
      {
        "id": 43,
        "image_filename": "img_5d1c7e0b9a3f46d2b8e4f0a17c6d9e23.png",
        "model_name": "chest_xray",
        "model_version": "2",
        "prediction_class": "Normal",
        "confidence_score": 0.947872022326102,
        "probabilities": {
          "Normal": 0.947872022326102,
          "Bacterial pneumonia": 0.02455887244504296,
          "Viral pneumonia": 0.027569105228855008
        },
        "decision": {
          "operating_point": "screening",
          "labels": {
            "Normal": {"threshold": 0.925, "probability": 0.947872022326102, "positive": true},
            "Bacterial pneumonia": {"threshold": 0.21, "probability": 0.02455887244504296, "positive": false},
            "Viral pneumonia": {"threshold": 0.0622, "probability": 0.027569105228855008, "positive": false}
          }
        },
        "processing_time": 0.028411,
        "created_at": "2026-11-26T16:31:12.604518Z",
        "cached": false,
        "has_patient_reference": false,
        "has_study_reference": false
      }
      """;

  static final String HISTORY = "[" + PREDICTION + "]";

  static final String BATCH =
      "{\"total_images\": 2, \"successful\": 1, \"failed\": 1, \"total_processing_time\": 0.079599,"
          + "\"predictions\": ["
          + PREDICTION
          + "],"
          + """
          "errors": [
            {
              "index": 1,
              "filename": "notes.txt",
              "code": "UNSUPPORTED_IMAGE",
              "error": "the content is none of the image kinds we read: PNG, JPEG, BMP and TIFF"
            }
          ],
          "statistics": {
            "classes": {"Normal": {"count": 1, "mean_confidence": 0.947872022326102}},
            "milliseconds_per_image": 39.8
          }
          }
          """;

  private Examples() {}
}
