package org.healthai.access.user.rest;

import java.util.List;
import java.util.Objects;
import org.healthai.access.rest.Members;
import org.healthai.access.user.Email;
import org.healthai.access.user.UserDetails;

/**
 * Reads what a client wrote about a user. Refusals say what would be right, never what was there.
 */
final class UserMembers {
  private UserMembers() {}

  static Email toEmail(String text) {
    return Email.find(text).orElseThrow(() -> Members.invalid("email", Email.ALLOWED));
  }

  static String toName(String text) {
    if (!UserDetails.isName(text)) {
      throw Members.invalid(
          "display_name", "1 to %d printable characters".formatted(UserDetails.MAX_NAME_LENGTH));
    }
    return text;
  }

  /** Whether there are such roles is known to the store only. */
  static List<String> toRoles(List<String> names) {
    return names.stream().map(name -> Objects.toString(name, "")).toList();
  }
}
