package org.healthai.access;

import java.util.Set;

/**
 * A set of permissions with a name.
 *
 * @param name stored, part of the API
 * @param permissions what its holders may do, as it was when it was read
 */
public record Role(String name, Set<Permission> permissions) {

  /** Copies the set. */
  public Role {
    permissions = Set.copyOf(permissions);
  }
}
