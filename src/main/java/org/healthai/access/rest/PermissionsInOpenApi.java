package org.healthai.access.rest;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Permission;
import org.healthai.error.ErrorCode;
import org.healthai.web.openapi.CommonResponses;
import org.healthai.web.openapi.RequiredMembers;
import org.jspecify.annotations.Nullable;

/**
 * Writes the permission of every call into the OpenAPI document, out of {@link Requires}: into the
 * description, the errors and the extension {@value #PERMISSION}. Then lets {@link CommonResponses}
 * do its work: {@code mp.openapi.filter} takes one class, which is this.
 */
public final class PermissionsInOpenApi implements OASFilter {
  /**
   * Extension of an operation: the wire name of the permission it needs, {@value #ANY} where every
   * caller will do; absent where open.
   */
  static final String PERMISSION = "x-permission";

  /** What the extension says of a call that needs a caller and no permission. */
  private static final String ANY = "any";

  private final OASFilter next = new CommonResponses();

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Method> methods = methodsByOperation();
    document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(call -> add(call, methods.get(call.getOperationId())));
    RequiredMembers.addTo(document, methods.values());
    next.filterOpenAPI(document);
  }

  private static void add(Operation call, @Nullable Method method) {
    if (method == null) {
      return;
    }
    Requires rule = method.getAnnotation(Requires.class);
    if (rule != null) {
      add(call, rule.value());
    } else if (method.isAnnotationPresent(SignedIn.class)) {
      call.addExtension(PERMISSION, ANY);
    }
  }

  private static void add(Operation call, Permission permission) {
    call.addExtension(PERMISSION, permission.wireName());
    call.setDescription(
        "%s Needs the permission `%s`.".formatted(call.getDescription(), permission.wireName()));
    call.addExtension(CommonResponses.ERRORS, errorsOf(call, permission));
  }

  private static String errorsOf(Operation call, Permission permission) {
    Object declared = call.getExtensions().get(CommonResponses.ERRORS);
    String refusal = ErrorCode.FORBIDDEN + ": " + AccessPolicy.refusal(permission);
    return declared == null ? refusal : declared.toString().stripTrailing() + "\n" + refusal;
  }

  private static Map<String, Method> methodsByOperation() {
    return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .distinct()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(PermissionsInOpenApi::isCall)
        .collect(Collectors.toMap(PermissionsInOpenApi::idOf, Function.identity()));
  }

  private static boolean isCall(Method method) {
    return method.isAnnotationPresent(org.eclipse.microprofile.openapi.annotations.Operation.class);
  }

  private static String idOf(Method method) {
    return method
        .getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
        .operationId();
  }
}
