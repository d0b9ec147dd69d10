package org.healthai.access.rest;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Permission;
import org.healthai.error.ErrorCode;
import org.healthai.web.openapi.CommonResponses;

/**
 * Writes the permission of every call into the OpenAPI document, out of {@link Requires}: into the
 * description, the errors and the extension {@value #PERMISSION}. Then lets {@link CommonResponses}
 * do its work: {@code mp.openapi.filter} takes one class, which is this.
 */
public final class PermissionsInOpenApi implements OASFilter {
  /** Extension of an operation: the wire name of the permission it needs; absent where open. */
  static final String PERMISSION = "x-permission";

  private final OASFilter next = new CommonResponses();

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Permission> permissions = permissionsByOperation();
    document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(call -> add(call, permissions));
    next.filterOpenAPI(document);
  }

  private static void add(Operation call, Map<String, Permission> permissions) {
    Permission permission = permissions.get(call.getOperationId());
    if (permission != null) {
      call.addExtension(PERMISSION, permission.wireName());
      call.setDescription(
          "%s Needs the permission `%s`.".formatted(call.getDescription(), permission.wireName()));
      call.addExtension(CommonResponses.ERRORS, errorsOf(call, permission));
    }
  }

  private static String errorsOf(Operation call, Permission permission) {
    Object declared = call.getExtensions().get(CommonResponses.ERRORS);
    String refusal = ErrorCode.FORBIDDEN + ": " + AccessPolicy.refusal(permission);
    return declared == null ? refusal : declared.toString().stripTrailing() + "\n" + refusal;
  }

  private static Map<String, Permission> permissionsByOperation() {
    return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(type -> type.isAnnotationPresent(Path.class))
        .distinct()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Requires.class))
        .collect(Collectors.toMap(PermissionsInOpenApi::idOf, PermissionsInOpenApi::ruleOf));
  }

  private static String idOf(Method method) {
    return method
        .getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class)
        .operationId();
  }

  private static Permission ruleOf(Method method) {
    return method.getAnnotation(Requires.class).value();
  }
}
