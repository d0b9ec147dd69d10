package org.healthai.prediction.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.prediction.shadow.ShadowReport;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate compares with what clients were told.
 *
 * @param modelName the model
 * @param version the candidate
 * @param since answers stored from then on; absent for every answer of that version
 * @param count films that both have answered
 * @param agreementRate share of them that both gave the same class; absent without films
 * @param confusion class told → class the candidate says → films
 * @param meanDifference mean over the films of the largest |Δp| of a label; absent without films
 * @param maxDifference the largest |Δp| of any film; absent without films
 */
@JsonbPropertyOrder({
  "modelName",
  "version",
  "since",
  "count",
  "agreementRate",
  "confusion",
  "meanDifference",
  "maxDifference"
})
@Schema(name = "ShadowReport")
public record ShadowReportResponse(
    @JsonbProperty("model_name") @Schema(examples = "chest_xray") String modelName,
    @Schema(examples = "2") String version,
    @Schema(examples = "2026-11-26T02:15:30.123456Z") @Nullable Instant since,
    @Schema(examples = "200") long count,
    @JsonbProperty("agreement_rate") @Schema(examples = "0.985") @Nullable Double agreementRate,
    @Schema(examples = "{\"Normal\":{\"Normal\":120,\"Viral pneumonia\":3}}")
        Map<String, Map<String, Long>> confusion,
    @JsonbProperty("mean_difference") @Schema(examples = "0.021") @Nullable Double meanDifference,
    @JsonbProperty("max_difference") @Schema(examples = "0.48") @Nullable Double maxDifference) {

  static ShadowReportResponse of(ShadowReport report) {
    boolean any = report.films() > 0;
    return new ShadowReportResponse(
        report.candidate().name(),
        report.candidate().version(),
        report.since().equals(Instant.EPOCH) ? null : report.since(),
        report.films(),
        any ? (Double) ((double) report.agreeing() / report.films()) : null,
        report.confusion(),
        any ? (Double) report.meanDifference() : null,
        any ? (Double) report.largestDifference() : null);
  }
}
