package org.healthai.access.user;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a password.
 *
 * @param hash with its parameters and salt; null for users who have none
 * @param mustChange whether it opens nothing but the way to another one
 */
public record StoredPassword(@Nullable String hash, boolean mustChange) {
  /** For users whom a provider vouches for. */
  public static final StoredPassword NONE = new StoredPassword(null, false);

  /** Never shows the hash. */
  @Override
  public String toString() {
    return "StoredPassword[%s, mustChange=%b]".formatted(hash == null ? "none" : "set", mustChange);
  }
}
