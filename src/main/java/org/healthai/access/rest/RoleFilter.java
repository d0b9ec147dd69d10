package org.healthai.access.rest;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses callers without one of the roles in {@code @RolesAllowed} of the resource method or, when
 * it has none, of its class. Runs before the body is read.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {
  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    RolesAllowed roles = rolesOf(resource.getResourceMethod());
    SecurityContext caller = request.getSecurityContext();
    if (roles != null && Stream.of(roles.value()).noneMatch(caller::isUserInRole)) {
      throw new HealthAiException(
          ErrorCode.FORBIDDEN,
          "this call needs an API key with the role " + String.join(" or ", roles.value()));
    }
  }

  private @Nullable RolesAllowed rolesOf(@Nullable AnnotatedElement method) {
    RolesAllowed ofMethod = method == null ? null : method.getAnnotation(RolesAllowed.class);
    return ofMethod != null || method == null
        ? ofMethod
        : resource.getResourceClass().getAnnotation(RolesAllowed.class);
  }
}
