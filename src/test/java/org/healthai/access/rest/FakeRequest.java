package org.healthai.access.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request of which only path, credentials and security context can be seen: a filter that touches
 * anything else, the body above all, fails.
 */
final class FakeRequest {
  private static final SecurityContext OVER_TLS =
      fake(SecurityContext.class, Map.of("isSecure", arguments -> true));

  private final ContainerRequestContext context;
  private SecurityContext newSecurityContext;

  FakeRequest(String path, String key) {
    this(path, key, null);
  }

  FakeRequest(String path, String key, String authorization) {
    UriInfo uri = fake(UriInfo.class, Map.of("getPath", arguments -> path));
    context =
        fake(
            ContainerRequestContext.class,
            Map.of(
                "getUriInfo", arguments -> uri,
                "getHeaderString",
                    arguments -> headerOf(arguments[0].toString(), key, authorization),
                "getSecurityContext", arguments -> OVER_TLS,
                "setSecurityContext", arguments -> set((SecurityContext) arguments[0])));
  }

  private static String headerOf(String name, String key, String authorization) {
    return switch (name) {
      case "X-API-Key" -> key;
      case "Authorization" -> authorization;
      default -> null;
    };
  }

  ContainerRequestContext context() {
    return context;
  }

  Optional<SecurityContext> newSecurityContext() {
    return Optional.ofNullable(newSecurityContext);
  }

  private Object set(SecurityContext replacement) {
    newSecurityContext = replacement;
    return null;
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Function<Object[], Object> answer = methods.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.toString());
              }
              return answer.apply(arguments);
            }));
  }
}
