package org.healthai.access.user;

import java.util.Comparator;
import java.util.List;
import org.healthai.access.Role;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a user.
 *
 * @param email what they log in with; null for somebody whom a provider vouches for
 * @param displayName for people, at most {@value #MAX_NAME_LENGTH} characters, shown in logs and
 *     audits
 * @param tenant whose records they work with
 * @param roles what they may do, by name; none for nothing
 */
public record UserDetails(
    @Nullable Email email, String displayName, Tenant tenant, List<Role> roles) {
  /** What the store keeps of a name. */
  public static final int MAX_NAME_LENGTH = 100;

  /** Orders the roles; refuses names that would break a log line. */
  public UserDetails {
    if (!isName(displayName)) {
      throw new IllegalArgumentException(
          "a name must have 1 to " + MAX_NAME_LENGTH + " characters, none of them control");
    }
    roles = roles.stream().sorted(Comparator.comparing(Role::name)).toList();
  }

  /** Whether a text can be a name. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= MAX_NAME_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }

  UserDetails withRoles(List<Role> other) {
    return new UserDetails(email, displayName, tenant, other);
  }

  UserDetails with(@Nullable Email otherEmail, String otherName) {
    return new UserDetails(otherEmail, otherName, tenant, roles);
  }
}
