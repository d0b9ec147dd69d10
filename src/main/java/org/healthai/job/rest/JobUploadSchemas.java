package org.healthai.job.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the OpenAPI document shows what a job takes and sends that is no JSON. Nothing is ever made
 * of these types.
 */
final class JobUploadSchemas {
  private JobUploadSchemas() {}

  @Schema(
      name = "JobFilm",
      type = SchemaType.STRING,
      format = "binary",
      description = "The bytes of a PNG, JPEG, BMP or TIFF file")
  record Film() {}

  @Schema(name = "JobForm", requiredProperties = "files")
  record FilmsForm(
      @Schema(minItems = 1, description = "One part for each film; at most 100000 by default")
          List<Film> files) {}

  @Schema(
      name = "JobEvent",
      description = "One server-sent event. A comment, which keeps the line open, has neither.")
  record Event(
      @Schema(description = "What has happened: progress or end.", examples = "progress")
          @Nullable String event,
      @Schema(
              description = "The job's id, state, total and counts as a JSON document.",
              examples =
                  "{\"id\":42,\"state\":\"running\",\"total\":3,\"counts\":{\"waiting\":1,"
                      + "\"running\":1,\"done\":1,\"failed\":0,\"stopped\":0}}")
          @Nullable String data) {}
}
