package org.healthai.privacy.rest;

import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.privacy.Patient;
import org.jspecify.annotations.Nullable;

/** Reads the members of bodies. Refusals say what would be right, never what was there. */
final class PrivacyMembers {
  private PrivacyMembers() {}

  /** A body that is there. */
  static <T> T body(@Nullable T request) {
    if (request == null) {
      throw new HealthAiException(ErrorCode.MALFORMED_REQUEST, "this call needs a JSON object");
    }
    return request;
  }

  static Patient toPatient(Caller caller, @Nullable String tenant, @Nullable String reference) {
    if (reference == null) {
      throw invalid("patient_reference", "given");
    }
    return Patient.of(caller, tenant == null ? null : toTenant(tenant), reference);
  }

  private static Tenant toTenant(String text) {
    if (!Tenant.isId(text)) {
      throw invalid("tenant", Tenant.ALLOWED);
    }
    return new Tenant(text);
  }

  static String toText(String member, @Nullable String text, int maxLength) {
    if (text == null
        || text.isBlank()
        || text.length() > maxLength
        || text.chars().anyMatch(Character::isISOControl)) {
      throw invalid(member, "1 to %d printable characters".formatted(maxLength));
    }
    return text;
  }

  private static HealthAiException invalid(String member, String allowed) {
    return new HealthAiException(
        ErrorCode.INVALID_VALUE, "%s must be %s".formatted(member, allowed));
  }
}
