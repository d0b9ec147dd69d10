package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Which version is to run beside the one that answers.
 *
 * @param version a ready version
 * @param percent its share of the answered films; 100 when absent
 */
@JsonbPropertyOrder({"version", "percent"})
@Schema(name = "ShadowRequest", requiredProperties = "version")
public record ShadowRequest(
    @Schema(examples = "2") @Nullable String version,
    @Schema(examples = "25", minimum = "1", maximum = "100", defaultValue = "100")
        @Nullable Integer percent) {

  private static final int ALL = 100;

  static String requireVersion(@Nullable ShadowRequest request) {
    if (request == null || request.version() == null) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER, "version must be a version of the model");
    }
    return request.version();
  }

  int requirePercent() {
    int share = percent == null ? ALL : percent;
    if (share < 1 || share > ALL) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER, "percent must be a whole number from 1 to 100");
    }
    return share;
  }
}
