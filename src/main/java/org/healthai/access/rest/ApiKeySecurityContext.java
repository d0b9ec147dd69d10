package org.healthai.access.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.healthai.access.Caller;

/**
 * A request made with an API key.
 *
 * @param caller the key's bearer; also the principal
 * @param secure whether the request came over TLS
 */
record ApiKeySecurityContext(Caller caller, boolean secure) implements SecurityContext {
  private static final String SCHEME = "ApiKey";

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.role().includes(role);
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return SCHEME;
  }
}
