package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/**
 * A stored prediction as clients see it.
 *
 * @param id positive
 * @param imageFilename our name for the film, never the client's
 * @param modelName the model that answered
 * @param modelVersion its version
 * @param predictionClass the predicted class
 * @param confidenceScore its calibrated probability
 * @param probabilities class to calibrated probability, in the model's order
 * @param decision what the operating point of the request makes of it; absent when it named none
 * @param processingTime seconds from the start of decoding to the answer
 * @param createdAt when it was stored
 * @param cached whether the model had answered the same pixels before and was not asked again
 * @param hasPatientReference whether it is known whom the film is of
 * @param hasStudyReference whether it is known of which study it is
 * @param patientReference absent unless the caller may see it
 * @param studyReference absent unless the caller may see it
 */
@JsonbPropertyOrder({
  "id",
  "imageFilename",
  "modelName",
  "modelVersion",
  "predictionClass",
  "confidenceScore",
  "probabilities",
  "decision",
  "processingTime",
  "createdAt",
  "cached",
  "hasPatientReference",
  "hasStudyReference",
  "patientReference",
  "studyReference"
})
@Schema(name = "Prediction")
public record PredictionResponse(
    @Schema(examples = "42") long id,
    @JsonbProperty("image_filename") @Schema(examples = "img_00112233445566778899aabbccddeeff.png")
        String imageFilename,
    @JsonbProperty("model_name") @Schema(examples = "chest_xray") String modelName,
    @JsonbProperty("model_version") @Schema(examples = "1") String modelVersion,
    @JsonbProperty("prediction_class") @Schema(examples = "Normal") String predictionClass,
    @JsonbProperty("confidence_score") @Schema(examples = "0.91") double confidenceScore,
    @Schema(examples = "{\"Normal\":0.91,\"Bacterial pneumonia\":0.06,\"Viral pneumonia\":0.03}")
        Map<String, Double> probabilities,
    @Nullable DecisionResponse decision,
    @JsonbProperty("processing_time") @Schema(examples = "0.031") double processingTime,
    @JsonbProperty("created_at") @Schema(examples = "2026-11-25T10:15:30.123456Z")
        Instant createdAt,
    @Schema(examples = "false") boolean cached,
    @JsonbProperty("has_patient_reference") @Schema(examples = "true") boolean hasPatientReference,
    @JsonbProperty("has_study_reference") @Schema(examples = "false") boolean hasStudyReference,
    @JsonbProperty("patient_reference") @Schema(examples = "MRN-0047110815")
        @Nullable String patientReference,
    @JsonbProperty("study_reference") @Schema(examples = "ACC-20261126-7")
        @Nullable String studyReference) {

  /** Without references. */
  public static PredictionResponse of(Prediction prediction) {
    return of(prediction, SubjectReferences.NONE);
  }

  /** With the references that the caller may see. */
  static PredictionResponse of(Prediction prediction, SubjectReferences shown) {
    Classification answer = prediction.classification();
    return new PredictionResponse(
        prediction.id(),
        prediction.storedName().value(),
        answer.modelName(),
        answer.modelVersion(),
        answer.label(),
        answer.confidence(),
        answer.probabilities(),
        DecisionResponse.of(answer),
        toSeconds(answer.processingTime()),
        prediction.createdAt(),
        answer.cached(),
        prediction.subject().patient() != null,
        prediction.subject().study() != null,
        shown.patient(),
        shown.study());
  }

  /** With a microsecond's precision. */
  static double toSeconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
