package org.healthai.prediction.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a prediction call may carry beside its files, as text. */
public class PredictQuery {
  /** Request header: how long the client waits. */
  static final String TIMEOUT_HEADER = "Request-Timeout";

  @QueryParam("model")
  @Parameter(
      description = "Model to ask; the server's default model when absent.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "chest_xray"))
  @Nullable String model;

  @QueryParam("version")
  @Parameter(
      description = "Version of the model; its default version when absent.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "1"))
  @Nullable String version;

  @QueryParam("priority")
  @Parameter(
      description = "How urgent it is. Absent: routine for a single film, bulk for a batch.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"stat", "routine", "bulk"}))
  @Nullable String priority;

  @HeaderParam(TIMEOUT_HEADER)
  @Parameter(
      description =
          "Seconds, with or without a fraction, after which the answer is of no use: the call then"
              + " fails with DEADLINE_PASSED and nothing is stored. At most 600 by default. Absent:"
              + " 30 for a film and 120 for a batch by default.",
      schema =
          @Schema(
              type = SchemaType.NUMBER,
              minimum = "0",
              exclusiveMinimum = true,
              examples = "10"))
  @Nullable String timeout;
}
