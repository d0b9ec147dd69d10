package org.healthai.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is too long: by its {@code Content-Length} before a byte is read, or, when
 * the length is not announced, as soon as the limit is passed; and one that comes too slowly.
 */
@Provider
@Dependent
@Priority(Priorities.AUTHENTICATION - 100)
public class BodyLimitFilter implements ContainerRequestFilter {
  private final RequestLimits limits;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private ResourceInfo resource;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public BodyLimitFilter() {
    this(null);
  }

  /** A filter with these limits. */
  @Inject
  public BodyLimitFilter(RequestLimits limits) {
    this.limits = limits;
  }

  BodyLimitFilter(RequestLimits limits, ResourceInfo resource) {
    this(limits);
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    long limit = limitFor(resource.getResourceMethod());
    if (announcedLength(request) > limit) {
      throw LimitedInputStream.tooLarge(limit);
    }
    if (request.hasEntity()) {
      BodyPace pace = paceOf(resource.getResourceMethod());
      InputStream paced = new PacedInputStream(request.getEntityStream(), pace, System::nanoTime);
      request.setEntityStream(new LimitedInputStream(paced, limit));
    }
  }

  private long limitFor(@Nullable Method method) {
    if (method == null) {
      return limits.maxBytes();
    }
    if (method.isAnnotationPresent(SmallBody.class)) {
      return SmallBody.MAX_BYTES;
    }
    return method.isAnnotationPresent(LargeBody.class) ? limits.maxLargeBytes() : limits.maxBytes();
  }

  private BodyPace paceOf(@Nullable Method method) {
    return method != null && method.isAnnotationPresent(SmallBody.class)
        ? limits.pace().within(Duration.ofSeconds(SmallBody.MAX_SECONDS))
        : limits.pace();
  }

  /** {@code ContainerRequestContext.getLength} is an int, too short for what a client may claim. */
  private static long announcedLength(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }
}
