package org.healthai.prediction.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.healthai.access.Tenant;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of this feature; see {@link RequestValues}. */
final class Parameters {
  static final int MAX_TEXT_LENGTH = RequestValues.MAX_TEXT_LENGTH;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private Parameters() {}

  static int toInt(String name, @Nullable String text, int otherwise, int min, int max) {
    return RequestValues.toInt(name, text, otherwise, min, max);
  }

  static @Nullable Instant toInstant(String name, @Nullable String text) {
    return RequestValues.toInstant(name, text);
  }

  static @Nullable String toText(String name, @Nullable String text) {
    return RequestValues.toText(name, text);
  }

  static HealthAiException invalid(String name, String allowed) {
    return RequestValues.invalid(name, allowed);
  }

  /**
   * An id out of a path. What is no positive number names no record, hence NOT_FOUND: a path that
   * leads nowhere, like any other.
   */
  static long toId(String text) {
    try {
      long id = Long.parseLong(text);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException notANumber) {
      throw noSuchId();
    }
    throw noSuchId();
  }

  private static HealthAiException noSuchId() {
    return new HealthAiException(
        ErrorCode.NOT_FOUND, "the id of a prediction is a positive whole number");
  }

  static @Nullable Tenant toTenant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!Tenant.isId(text)) {
      throw invalid("tenant", Tenant.ALLOWED);
    }
    return new Tenant(text);
  }

  static Priority toPriority(@Nullable String text, Priority otherwise) {
    return switch (text == null ? otherwise.name().toLowerCase(Locale.ROOT) : text) {
      case "stat" -> Priority.STAT;
      case "routine" -> Priority.ROUTINE;
      case "bulk" -> Priority.BULK;
      default -> throw invalid("priority", "stat, routine or bulk");
    };
  }

  /** Seconds, with or without a fraction. */
  static Optional<Duration> toTimeout(@Nullable String text, Duration max) {
    if (text == null) {
      return Optional.empty();
    }
    String number = text.strip();
    if (SECONDS.matcher(number).matches()) {
      double seconds = Double.parseDouble(number);
      if (seconds > 0 && seconds <= max.toSeconds()) {
        return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
      }
    }
    throw invalid(PredictQuery.TIMEOUT_HEADER, seconds(max));
  }

  private static String seconds(Duration max) {
    return "a number of seconds above 0 and at most %d".formatted(max.toSeconds());
  }
}
