package org.healthai.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters from text. Every refusal names the parameter and what would be right, and never
 * repeats the value.
 */
public final class RequestValues {
  /** Longest text of a parameter. */
  public static final int MAX_TEXT_LENGTH = 100;

  private static final int LAST_YEAR = 9999;

  private RequestValues() {}

  /** A whole number between two bounds, both included. */
  public static int toInt(String name, @Nullable String text, int otherwise, int min, int max) {
    return (int) toLong(name, text, otherwise, min, max);
  }

  /** A whole number between two bounds, both included. */
  public static long toLong(
      String name, @Nullable String text, long otherwise, long min, long max) {
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(name, wholeNumber(min, max));
    }
    throw invalid(name, wholeNumber(min, max));
  }

  /** {@code true} or {@code false}. */
  public static boolean toFlag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw invalid(name, "true or false");
  }

  /** An RFC 3339 time, or a date, which stands for its first moment in UTC. */
  public static @Nullable Instant toInstant(String name, @Nullable String text) {
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
  public static @Nullable String toText(String name, @Nullable String text) {
    if (text != null
        && (text.isBlank()
            || text.length() > MAX_TEXT_LENGTH
            || text.chars().anyMatch(Character::isISOControl))) {
      throw invalid(name, "1 to %d printable characters".formatted(MAX_TEXT_LENGTH));
    }
    return text;
  }

  /** The refusal of a parameter. */
  public static HealthAiException invalid(String name, String allowed) {
    return new HealthAiException(
        ErrorCode.INVALID_PARAMETER, "%s must be %s".formatted(name, allowed));
  }

  private static String wholeNumber(long min, long max) {
    return "a whole number from %d to %d".formatted(min, max);
  }
}
