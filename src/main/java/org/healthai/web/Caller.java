package org.healthai.web;

import java.security.Principal;

/**
 * Who makes a request: what authentication leaves in the {@code SecurityContext}.
 *
 * @param keyId the API key's row
 * @param keyPrefix the start of the key, which names it in logs without giving it away
 */
public record Caller(long keyId, String keyPrefix) implements Principal {

  @Override
  public String getName() {
    return keyPrefix;
  }
}
