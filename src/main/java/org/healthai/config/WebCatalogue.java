package org.healthai.config;

import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.flag;
import static org.healthai.config.SettingKind.wholeNumber;

import java.time.Duration;
import java.util.List;

/** The settings of what a request may be like; part of {@link SettingCatalogue}. */
final class WebCatalogue {
  static final Setting<Long> MAX_REQUEST_BYTES =
      Setting.optional(
          "healthai.web.max-request-bytes",
          wholeNumber(1_000, 1_000_000_000_000L),
          "body of one request; unset, room for one film of healthai.image.max-bytes");

  static final Setting<Long> MAX_LARGE_REQUEST_BYTES =
      Setting.optional(
          "healthai.web.max-large-request-bytes",
          wholeNumber(1_000, 1_000_000_000_000L),
          "body of a batch request; unset, room for a full batch; at most http.max.bytes");

  static final Setting<Boolean> HTTPS_ONLY =
      Setting.of(
          "healthai.web.https-only",
          flag(),
          "false",
          "whether the API is served over HTTPS only: plain GET and HEAD are redirected to https.port,"
              + " anything else is refused");

  static final Setting<Duration> BODY_GRACE =
      Setting.of(
          "healthai.web.body-grace",
          duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "PT20S",
          "how long the server waits for any body; a longer one must keep the pace below");

  static final Setting<Long> MIN_BODY_RATE =
      Setting.of(
          "healthai.web.min-body-bytes-per-second",
          wholeNumber(0, 1_000_000_000),
          "10000",
          "bytes that must have come for each second of waiting after that; a slower body is refused"
              + " as REQUEST_TIMEOUT; 0 lets bodies take any time");

  private WebCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(
        MAX_REQUEST_BYTES, MAX_LARGE_REQUEST_BYTES, HTTPS_ONLY, BODY_GRACE, MIN_BODY_RATE);
  }
}
