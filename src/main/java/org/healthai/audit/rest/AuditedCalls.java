package org.healthai.audit.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.error.ErrorCode;
import org.healthai.web.NotAudited;
import org.healthai.web.ProblemDetail;
import org.healthai.web.RouteFilter;
import org.healthai.web.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Says what a call was, without a word that the client made up: the path is its template, and an id
 * is a number, or the name of something that is there.
 */
final class AuditedCalls {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
  private static final int MAX_ID_LENGTH = 130;
  private static final String API = "api";

  private final Routes routes;

  AuditedCalls(Routes routes) {
    this.routes = routes;
  }

  /**
   * A call and its answer.
   *
   * @param methodOrNull the resource method; null when none was chosen
   * @param verb HTTP method
   * @param path decoded, relative to the application
   * @param parameters what stands in the places of the template
   * @param status of the answer
   * @param codeOrNull what is wrong; null when nothing is
   */
  record Call(
      ResourceInfo resource,
      @Nullable Method methodOrNull,
      String verb,
      String path,
      MultivaluedMap<String, String> parameters,
      int status,
      @Nullable ErrorCode codeOrNull) {

    boolean failed() {
      return status >= 400;
    }

    /** Whether the record that the path names is known to be there. */
    boolean isAboutSomething() {
      return !failed() || status == 409 || status == 422;
    }
  }

  static Call call(
      ResourceInfo resource, ContainerRequestContext request, ContainerResponseContext response) {
    return new Call(
        resource,
        resource == null ? null : resource.getResourceMethod(),
        request.getMethod(),
        request.getUriInfo().getPath(),
        request.getUriInfo().getPathParameters(),
        response.getStatus(),
        response.getEntity() instanceof ProblemDetail problem ? problem.code() : null);
  }

  /**
   * What the trail is to say of a call; nothing for what it does not keep.
   *
   * @param subject which record it is about, where the path does not say so
   */
  Optional<AuditEntry> entryOf(Call call, @Nullable String subject) {
    Method method = call.methodOrNull();
    if (method == null) {
      return isRefusal(call) ? Optional.of(refusal(call)) : Optional.empty();
    }
    Audited audited = method.getAnnotation(Audited.class);
    if (audited == null) {
      return call.failed() && !method.isAnnotationPresent(NotAudited.class)
          ? Optional.of(refusal(call))
          : Optional.empty();
    }
    String id = audited.id().length == 0 ? subject : idOf(audited, call);
    AuditEntity entity = new AuditEntity(audited.entity(), id);
    return Optional.of(AuditEntry.of(audited.value(), entity, facts(call)));
  }

  /** What came to no resource and is not ours, a browser's icon for example, is not kept. */
  private static boolean isRefusal(Call call) {
    String path = call.path().startsWith("/") ? call.path().substring(1) : call.path();
    return call.codeOrNull() == ErrorCode.UNAUTHENTICATED
        || (call.failed() && path.startsWith(API));
  }

  private AuditEntry refusal(Call call) {
    return AuditEntry.of(AuditAction.REFUSAL, AuditEntity.none(), facts(call));
  }

  private Map<String, String> facts(Call call) {
    return Map.of(
        "method", RouteFilter.knownMethod(call.verb()),
        "route", routes.routeOf(call.resource(), call.path()),
        "status", Integer.toString(call.status()));
  }

  private static @Nullable String idOf(Audited audited, Call call) {
    String id =
        Stream.of(audited.id())
            .map(name -> String.valueOf(call.parameters().getFirst(name)))
            .collect(Collectors.joining("/"));
    boolean safe = call.isAboutSomething() || NUMBER.matcher(id).matches();
    return id.isEmpty() || !safe || id.length() > MAX_ID_LENGTH ? null : id;
  }
}
