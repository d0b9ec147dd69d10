package org.healthai.access.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.healthai.access.KeyAdministration;
import org.healthai.access.NewApiKey;
import org.healthai.access.Permission;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.healthai.limit.Quota;

/**
 * Reads what a client wrote about a key. Refusals say what would be right, never what was there.
 */
final class KeyMembers {
  private static final int LAST_YEAR = 9999;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** {@link Quota#MAX_TOKENS} as OpenAPI wants it. */
  static final String MAX_PREDICTIONS = "1000000";

  private static final BigDecimal TOO_MANY = BigDecimal.valueOf(Quota.MAX_TOKENS + 1);

  private KeyMembers() {}

  static String toName(String text) {
    if (!NewApiKey.isName(text)) {
      throw Members.invalid(
          "name", "1 to %d printable characters".formatted(NewApiKey.MAX_NAME_LENGTH));
    }
    return text;
  }

  static Set<Permission> toScopes(List<String> names) {
    Set<Permission> scopes = new HashSet<>();
    for (String name : names) {
      scopes.add(Permission.find(String.valueOf(name)).orElseThrow(KeyMembers::invalidScopes));
    }
    if (scopes.isEmpty()) {
      throw invalidScopes();
    }
    return scopes;
  }

  private static HealthAiException invalidScopes() {
    return Members.invalid(
        "scopes", "one or more of " + String.join(", ", Permission.wireNames(Permission.all())));
  }

  static Instant toInstant(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException notATime) {
      throw invalidTime();
    }
    throw invalidTime();
  }

  private static HealthAiException invalidTime() {
    return Members.invalid("expires_at", "a time like 2027-01-01T00:00:00Z");
  }

  /** A number, or null for no limit. */
  static Allowance toAllowance(JsonValue member) {
    if (member.getValueType() == JsonValue.ValueType.NULL) {
      return Allowance.unlimited();
    }
    if (member instanceof JsonNumber number && number.isIntegral()) {
      long perHour = number.bigDecimalValue().min(TOO_MANY).longValue();
      if (perHour >= 1 && perHour <= Quota.MAX_TOKENS) {
        return Allowance.perHour(perHour);
      }
    }
    throw Members.invalid(
        "predictions_per_hour", "a whole number from 1 to %s, or null".formatted(MAX_PREDICTIONS));
  }

  static Duration toOverlap(String seconds) {
    long max = KeyAdministration.MAX_OVERLAP.toSeconds();
    if (!SECONDS.matcher(seconds).matches() || Long.parseLong(seconds) > max) {
      throw new HealthAiException(
          ErrorCode.INVALID_PARAMETER,
          "overlap must be a number of seconds from 0 to %d".formatted(max));
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}
