package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.model.choice.Shadow;

/**
 * The version that runs beside the one that answers.
 *
 * @param version the candidate
 * @param percent its share of the answered films
 * @param since when it was chosen
 */
@JsonbPropertyOrder({"version", "percent", "since"})
@Schema(name = "Shadow")
public record ShadowResponse(
    @Schema(examples = "2") String version,
    @Schema(examples = "25") int percent,
    @Schema(examples = "2026-11-26T02:15:30.123456Z") Instant since) {

  static ShadowResponse of(Shadow shadow) {
    return new ShadowResponse(shadow.version(), shadow.percent(), shadow.since());
  }
}
