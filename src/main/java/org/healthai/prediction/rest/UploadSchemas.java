package org.healthai.prediction.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the OpenAPI document shows an {@link UploadForm}, so that its page offers to choose files.
 * Nothing is ever made of these types.
 */
final class UploadSchemas {
  private static final String BINARY = "binary";

  private UploadSchemas() {}

  @Schema(
      name = "Film",
      type = SchemaType.STRING,
      format = BINARY,
      description = "The bytes of a PNG, JPEG, BMP or TIFF file")
  record Film() {}

  @SuppressWarnings("ArrayRecordComponent")
  @Schema(name = "FilmForm", requiredProperties = "file")
  record FilmForm(
      @Schema(type = SchemaType.STRING, format = BINARY, description = "The film") byte[] file) {}

  @Schema(name = "BatchForm", requiredProperties = "files")
  record BatchForm(
      @Schema(minItems = 1, description = "One part for each film; at most 50 by default")
          List<Film> files) {}
}
