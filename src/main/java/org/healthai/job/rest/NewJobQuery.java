package org.healthai.job.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** What a new job may carry beside its films, as text. */
public class NewJobQuery {
  static final String KEY_HEADER = "Idempotency-Key";

  private static final int MAX_KEY = 255;
  private static final int MAX_URL = 1000;
  private static final Pattern KEY = Pattern.compile("[!-~]{1," + MAX_KEY + "}");

  @QueryParam("model")
  @Parameter(
      description = "Model to ask; the server's default model when absent.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = RequestValues.MAX_TEXT_LENGTH,
              examples = "chest_xray"))
  @Nullable String model;

  @QueryParam("version")
  @Parameter(
      description =
          "Version of the model; its default version when absent. The job keeps the version it was"
              + " made with.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = RequestValues.MAX_TEXT_LENGTH,
              examples = "1"))
  @Nullable String version;

  @QueryParam("operating_point")
  @Parameter(
      description = "Operating point of the model to decide at, as in predict.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = RequestValues.MAX_TEXT_LENGTH,
              examples = "screening"))
  @Nullable String operatingPoint;

  @QueryParam("webhook_url")
  @Parameter(
      description =
          "Address that is told when the job has ended; its host must be one of"
              + " healthai.job.webhook-hosts.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = MAX_URL))
  @Nullable String webhookUrl;

  @HeaderParam(KEY_HEADER)
  @Parameter(
      description =
          "Any text of the client's that is another one for each job: a request that is repeated"
              + " with it answers with the job that the first one made.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = MAX_KEY,
              examples = "night-2026-11-26"))
  @Nullable String idempotencyKey;

  @Nullable String toModel() {
    return RequestValues.toText("model", model);
  }

  @Nullable String toVersion() {
    return RequestValues.toText("version", version);
  }

  @Nullable String toOperatingPoint() {
    return RequestValues.toText("operating_point", operatingPoint);
  }

  @Nullable String toKey() {
    if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
      throw RequestValues.invalid(
          KEY_HEADER, "1 to %d printable ASCII characters without blanks".formatted(MAX_KEY));
    }
    return idempotencyKey;
  }
}
