package org.healthai.access.rest;

import jakarta.json.JsonValue;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/** Reads members of a body. Refusals say what would be right, never what was there. */
public final class Members {
  private Members() {}

  /** A body that is there. */
  public static <T> T body(@Nullable T request) {
    if (request == null) {
      throw new HealthAiException(ErrorCode.MALFORMED_REQUEST, "this call needs a JSON object");
    }
    return request;
  }

  /** A member that is there. */
  public static <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw invalid(member, "given");
    }
    return value;
  }

  /**
   * True or false; null where the member is absent or null. JSON-B itself takes whatever text for
   * false.
   */
  public static @Nullable Boolean toFlag(String member, @Nullable JsonValue value) {
    if (value == null || value.equals(JsonValue.NULL)) {
      return null;
    }
    if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
      return value.equals(JsonValue.TRUE);
    }
    throw invalid(member, "true or false");
  }

  /** A tenant. */
  public static Tenant toTenant(String text) {
    if (!Tenant.isId(text)) {
      throw invalid("tenant", Tenant.ALLOWED);
    }
    return new Tenant(text);
  }

  /** The refusal of a member. */
  public static HealthAiException invalid(String member, String allowed) {
    return new HealthAiException(
        ErrorCode.INVALID_VALUE, "%s must be %s".formatted(member, allowed));
  }
}
