package org.healthai.access.user;

import java.util.List;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * A user whom an administrator wants to let in.
 *
 * @param email what they log in with
 * @param displayName for people
 * @param tenant whose records they work with; null for the administrator's own
 * @param roles names of their roles
 */
public record UserOrder(
    Email email, String displayName, @Nullable Tenant tenant, List<String> roles) {

  /** Copies the list. */
  public UserOrder {
    roles = List.copyOf(roles);
  }
}
