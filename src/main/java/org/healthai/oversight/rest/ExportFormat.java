package org.healthai.oversight.rest;

import org.healthai.audit.chain.AuditRow;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** How exported events are written. */
enum ExportFormat {
  /** One JSON document a line. */
  NDJSON("ndjson", ExportFormat.NDJSON_TYPE),
  /** RFC 4180, with a line of names first. */
  CSV("csv", ExportFormat.CSV_TYPE + ";charset=UTF-8;header=present");

  static final String NDJSON_TYPE = "application/x-ndjson";
  static final String CSV_TYPE = "text/csv";

  private final String extension;
  private final String mediaType;

  ExportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  static ExportFormat of(@Nullable String text) {
    return switch (text == null ? NDJSON.extension : text) {
      case "ndjson" -> NDJSON;
      case "csv" -> CSV;
      default -> throw RequestValues.invalid("format", "ndjson or csv");
    };
  }

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  /** What comes first. */
  String header() {
    return this == CSV ? CsvEvents.HEADER : "";
  }

  /** One event, its end of line included. */
  String line(AuditRow row) {
    return this == CSV ? CsvEvents.line(row) : JsonEvents.line(row);
  }
}
