package org.healthai.access.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.healthai.access.Caller;
import org.healthai.access.Permission;

/**
 * A request whose caller is known.
 *
 * @param caller the bearer of a key or a token; also the principal
 * @param secure whether the request came over TLS
 */
record CallerSecurityContext(Caller caller, boolean secure) implements SecurityContext {
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
    return switch (caller.kind()) {
      case KEY -> "ApiKey";
      case USER -> "Bearer";
    };
  }
}
