package org.healthai.access.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.healthai.access.AccessPolicy;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.Open;

/**
 * Refuses callers without the permission that the resource method asks for in {@link Requires}, and
 * everybody where a method says nothing. Runs before the body is read.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHORIZATION)
public class PermissionFilter implements ContainerRequestFilter {
  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    Requires rule = method.getAnnotation(Requires.class);
    if (rule != null) {
      AccessPolicy.require(Callers.of(request.getSecurityContext()), rule.value());
    } else if (method.isAnnotationPresent(SignedIn.class)) {
      Callers.of(request.getSecurityContext());
    } else if (!method.isAnnotationPresent(Open.class)) {
      throw new HealthAiException(ErrorCode.FORBIDDEN, "nobody may make this call");
    }
  }
}
