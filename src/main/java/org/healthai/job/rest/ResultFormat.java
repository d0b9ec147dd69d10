package org.healthai.job.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** How results are written. */
enum ResultFormat {
  /** A JSON array. */
  JSON("json", MediaType.APPLICATION_JSON, "[\n", ",\n", "\n]\n"),
  /** One JSON document a line. */
  NDJSON("ndjson", ResultFormat.NDJSON_TYPE, "", "\n", "\n"),
  /** RFC 4180, with a line of names first; lines bring their own end. */
  CSV("csv", ResultFormat.CSV_TYPE, ResultLine.CSV_HEADER, "", "");

  static final String NDJSON_TYPE = "application/x-ndjson";
  static final String CSV_TYPE = "text/csv";

  private final String wireName;
  private final String mediaType;
  private final String before;
  private final String between;
  private final String after;

  ResultFormat(String wireName, String mediaType, String before, String between, String after) {
    this.wireName = wireName;
    this.mediaType = mediaType;
    this.before = before;
    this.between = between;
    this.after = after;
  }

  /** What the client named, or else what it likes best of what there is. */
  static ResultFormat of(@Nullable String named, Request request) {
    if (named != null) {
      return Arrays.stream(values())
          .filter(format -> format.wireName.equals(named))
          .findFirst()
          .orElseThrow(() -> RequestValues.invalid("format", "json, ndjson or csv"));
    }
    List<Variant> variants =
        Variant.mediaTypes(
                Stream.of(values())
                    .map(format -> MediaType.valueOf(format.mediaType))
                    .toArray(MediaType[]::new))
            .build();
    Variant liked = request.selectVariant(variants);
    return Arrays.stream(values())
        .filter(
            format ->
                liked != null && MediaType.valueOf(format.mediaType).equals(liked.getMediaType()))
        .findFirst()
        .orElse(JSON);
  }

  String wireName() {
    return wireName;
  }

  String mediaType() {
    return this == CSV ? CSV_TYPE + ";charset=UTF-8;header=present" : mediaType;
  }

  String before() {
    return before;
  }

  String between() {
    return between;
  }

  String after() {
    return after;
  }

  String line(JobItems.Result result) {
    return this == CSV ? ResultLine.csv(result) : ResultLine.json(result);
  }
}
