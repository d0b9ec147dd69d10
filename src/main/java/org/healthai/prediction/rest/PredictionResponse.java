package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;

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
 * @param processingTime seconds from the start of decoding to the answer
 * @param createdAt when it was stored
 * @param cached whether the model had answered the same pixels before and was not asked again
 */
@JsonbPropertyOrder({
  "id",
  "imageFilename",
  "modelName",
  "modelVersion",
  "predictionClass",
  "confidenceScore",
  "probabilities",
  "processingTime",
  "createdAt",
  "cached"
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
    @JsonbProperty("processing_time") @Schema(examples = "0.031") double processingTime,
    @JsonbProperty("created_at") @Schema(examples = "2026-11-25T10:15:30.123456Z")
        Instant createdAt,
    @Schema(examples = "false") boolean cached) {

  static PredictionResponse of(Prediction prediction) {
    Classification answer = prediction.classification();
    return new PredictionResponse(
        prediction.id(),
        prediction.storedName().value(),
        answer.modelName(),
        answer.modelVersion(),
        answer.label(),
        answer.confidence(),
        answer.probabilities(),
        toSeconds(answer.processingTime()),
        prediction.createdAt(),
        answer.cached());
  }

  /** With a microsecond's precision. */
  static double toSeconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e6;
  }
}
