package org.healthai.web;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error (RFC 9457, {@code application/problem+json}).
 *
 * @param type identifies the kind of problem: {@code urn:healthai:problem:} and the code in kebab
 *     case
 * @param title the code in words; the same for every problem of a type
 * @param status HTTP status
 * @param detail what was wrong with this request and what would be right
 * @param instance path of the request, without its query
 * @param code see {@link ErrorCode}
 * @param statusCode HTTP status again, for clients of the field's older interface
 * @param timestamp when the answer was made
 * @param requestId the id in the log and in the header {@code X-Request-Id}
 * @param errors one entry a failed file where a batch failed as a whole; absent otherwise
 */
@JsonbPropertyOrder({
  "type",
  "title",
  "status",
  "detail",
  "instance",
  "code",
  "statusCode",
  "timestamp",
  "requestId",
  "errors"
})
@Schema(name = ProblemDetail.SCHEMA, description = "Error as described by RFC 9457")
public record ProblemDetail(
    @Schema(examples = "urn:healthai:problem:image-too-small") String type,
    @Schema(examples = "Image too small") String title,
    @Schema(examples = "422") int status,
    @Schema(examples = "the image is 32 x 32 pixels, each side needs at least 64") String detail,
    @Schema(examples = "/api/v1/predict") String instance,
    ErrorCode code,
    @JsonbProperty("status_code") @Schema(examples = "422") int statusCode,
    @Schema(examples = "2026-11-25T10:15:30Z") Instant timestamp,
    @JsonbProperty("request_id") String requestId,
    @Nullable List<ProblemItem> errors) {

  /** Name of the schema in the OpenAPI document. */
  public static final String SCHEMA = "Problem";

  /** Media type of a problem document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The {@code type} of every problem with this code. */
  public static String typeOf(ErrorCode code) {
    return "urn:healthai:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code title} of every problem with this code. */
  public static String titleOf(ErrorCode code) {
    String words = code.name().replace('_', ' ');
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }
}
