package org.healthai.access;

import java.security.Principal;

/**
 * Who is calling.
 *
 * @param apiKeyId id of the key the caller showed
 * @param name the key's name
 * @param role what the caller may do
 */
public record Caller(long apiKeyId, String name, Role role) implements Principal {
  @Override
  public String getName() {
    return name;
  }
}
