package org.healthai.access.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.healthai.access.Caller;
import org.healthai.access.Permission;

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

  /** A role of the platform is a permission of ours. */
  @Override
  public boolean isUserInRole(String role) {
    return Permission.find(role).filter(caller.permissions()::contains).isPresent();
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
