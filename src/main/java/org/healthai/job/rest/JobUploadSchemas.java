package org.healthai.job.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the OpenAPI document shows the films of a job. Nothing is ever made of these types. */
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
}
