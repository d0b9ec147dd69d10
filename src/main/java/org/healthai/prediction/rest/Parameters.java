package org.healthai.prediction.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.healthai.access.Tenant;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters from text. Every refusal names the parameter and what would be right, and never
 * repeats the value.
 */
final class Parameters {
  static final int MAX_TEXT_LENGTH = 100;
  private static final int LAST_YEAR = 9999;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private Parameters() {}

  static int toInt(String name, @Nullable String text, int otherwise, int min, int max) {
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(name, wholeNumber(min, max));
    }
    throw invalid(name, wholeNumber(min, max));
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

  /** An RFC 3339 time, or a date, which stands for its first moment in UTC. */
  static @Nullable Instant toInstant(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time =
          text.indexOf('T') < 0 && text.indexOf('t') < 0
              ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
              : OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException notATime) {
      throw invalid(name, "a time like 2026-11-25T10:15:30Z or a date like 2026-11-25");
    }
    throw invalid(name, "a time between the years 1 and 9999");
  }

  /** Text that can be a label or a model's name. */
  static @Nullable String toText(String name, @Nullable String text) {
    if (text != null
        && (text.isBlank()
            || text.length() > MAX_TEXT_LENGTH
            || text.chars().anyMatch(Character::isISOControl))) {
      throw invalid(name, "1 to %d printable characters".formatted(MAX_TEXT_LENGTH));
    }
    return text;
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

  static HealthAiException invalid(String name, String allowed) {
    return new HealthAiException(
        ErrorCode.INVALID_PARAMETER, "%s must be %s".formatted(name, allowed));
  }

  private static String wholeNumber(int min, int max) {
    return "a whole number from %d to %d".formatted(min, max);
  }

  private static String seconds(Duration max) {
    return "a number of seconds above 0 and at most %d".formatted(max.toSeconds());
  }
}
