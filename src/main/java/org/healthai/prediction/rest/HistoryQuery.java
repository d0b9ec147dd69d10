package org.healthai.prediction.rest;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.prediction.PredictionFilter;
import org.jspecify.annotations.Nullable;

/** Which part of the history a client asks for, as text. */
public class HistoryQuery {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;

  @QueryParam("skip")
  @Parameter(
      description = "Predictions to leave out at the start.",
      schema = @Schema(type = SchemaType.INTEGER, defaultValue = "0", minimum = "0"))
  @Nullable String skip;

  @QueryParam("limit")
  @Parameter(
      description = "Predictions to return at most.",
      schema =
          @Schema(type = SchemaType.INTEGER, defaultValue = "100", minimum = "1", maximum = "1000"))
  @Nullable String limit;

  @QueryParam("prediction_class")
  @Parameter(
      description = "Only this predicted class.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "Normal"))
  @Nullable String predictionClass;

  @QueryParam("model")
  @Parameter(
      description = "Only answers of this model.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "chest_xray"))
  @Nullable String model;

  @QueryParam("from")
  @Parameter(
      description = "Earliest time of storing, inclusive: RFC 3339, or a date in UTC.",
      schema = @Schema(type = SchemaType.STRING, examples = "2026-11-25"))
  @Nullable String from;

  @QueryParam("to")
  @Parameter(
      description = "Time of storing, exclusive: RFC 3339, or a date in UTC.",
      schema = @Schema(type = SchemaType.STRING, examples = "2026-11-26T00:00:00Z"))
  @Nullable String to;

  @QueryParam("tenant")
  @Parameter(
      description =
          "Only predictions of this tenant. Callers without the permission all-tenants see their"
              + " own tenant's in any case, and may ask for no other.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[a-z0-9][a-z0-9._-]{0,63}",
              examples = "default"))
  @Nullable String tenant;

  int toSkip() {
    return Parameters.toInt("skip", skip, 0, 0, Integer.MAX_VALUE);
  }

  int toLimit() {
    return Parameters.toInt("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  PredictionFilter toFilter(Caller caller) {
    Instant earliest = Parameters.toInstant("from", from);
    Instant end = Parameters.toInstant("to", to);
    if (earliest != null && end != null && !earliest.isBefore(end)) {
      throw Parameters.invalid("from", "before to");
    }
    return new PredictionFilter(
        AccessPolicy.tenantsOf(caller, Parameters.toTenant(tenant)),
        Parameters.toText("prediction_class", predictionClass),
        Parameters.toText("model", model),
        earliest,
        end);
  }
}
