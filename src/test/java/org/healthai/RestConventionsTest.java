package org.healthai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.healthai.access.rest.CredentialsFilter;
import org.healthai.access.rest.Requires;
import org.healthai.access.rest.SignedIn;
import org.healthai.audit.rest.Audited;
import org.healthai.error.ErrorCode;
import org.healthai.web.NotAudited;
import org.healthai.web.Open;
import org.healthai.web.SmallBody;
import org.healthai.web.openapi.CommonResponses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every call and every answer of the REST API has in common. */
class RestConventionsTest {
  private static final List<Class<?>> CLASSES =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.healthai")
              .stream()
              .filter(
                  type -> type.isAnnotatedWith(Path.class) || type.isAnnotatedWith(Schema.class))
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  static Stream<Class<?>> documents() {
    return CLASSES.stream()
        .filter(Class::isRecord)
        .filter(type -> type.getRecordComponents().length > 0)
        .filter(type -> !type.getName().contains("UploadSchemas"));
  }

  static Stream<Method> calls() {
    return CLASSES.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(RestConventionsTest::isCall);
  }

  /** JSON-B would sort the members by name. */
  @ParameterizedTest
  @MethodSource("documents")
  void membersComeInTheOrderOfTheRecord(Class<?> document) {
    JsonbPropertyOrder order = document.getAnnotation(JsonbPropertyOrder.class);

    assertNotNull(order, "needs @JsonbPropertyOrder");
    assertArrayEquals(
        Arrays.stream(document.getRecordComponents()).map(RecordComponent::getName).toArray(),
        order.value());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallIsDescribed(Method call) {
    Operation operation = call.getAnnotation(Operation.class);

    assertNotNull(operation, "needs @Operation");
    assertFalse(operation.operationId().isBlank());
    assertFalse(operation.summary().isBlank());
    assertFalse(operation.description().isBlank());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallNamesErrorsThatExistWithAnExample(Method call) {
    for (Extension extension : call.getAnnotation(Operation.class).extensions()) {
      assertEquals(CommonResponses.ERRORS, extension.name());
      extension.value().lines().forEach(RestConventionsTest::assertIsError);
    }
  }

  /** Without a rule nobody could call it; an open call must be one that needs no key. */
  @ParameterizedTest
  @MethodSource("calls")
  void everyCallSaysWhoMayMakeIt(Method call) {
    boolean open = call.isAnnotationPresent(Open.class);
    long rules =
        Stream.of(Open.class, Requires.class, SignedIn.class)
            .filter(call::isAnnotationPresent)
            .count();

    assertEquals(1, rules, "needs @Requires, @SignedIn or @Open");
    assertEquals(open, call.isAnnotationPresent(SecurityRequirements.class), "OpenAPI says so");
    assertEquals(
        open,
        pathOf(call).equals("/") || CredentialsFilter.OPEN.contains(pathOf(call).substring(1)),
        "CredentialsFilter");
  }

  /** Nobody knows who sends it. */
  @ParameterizedTest
  @MethodSource("calls")
  void everyOpenCallWithABodyTakesFewBytes(Method call) {
    boolean body = call.isAnnotationPresent(Consumes.class);

    assertTrue(
        !body || !call.isAnnotationPresent(Open.class) || call.isAnnotationPresent(SmallBody.class),
        "needs @SmallBody");
  }

  /** What nobody thought about would be read without a trace. */
  @ParameterizedTest
  @MethodSource("calls")
  void everyCallSaysHowItIsAudited(Method call) {
    long rules =
        Stream.of(Audited.class, NotAudited.class).filter(call::isAnnotationPresent).count();
    boolean open = call.isAnnotationPresent(Open.class);

    assertTrue(rules == 1 || (open && rules == 0), "needs @Audited, @NotAudited or @Open");
  }

  @Test
  void operationIdsAreUnique() {
    List<String> ids =
        calls().map(call -> call.getAnnotation(Operation.class).operationId()).toList();

    assertEquals(ids.stream().distinct().toList(), ids);
  }

  private static void assertIsError(String line) {
    String[] error = line.split(": ", 2);

    assertNotNull(ErrorCode.valueOf(error[0]));
    assertFalse(error[1].isBlank());
  }

  static String pathOf(Method call) {
    Path below = call.getAnnotation(Path.class);
    String path = call.getDeclaringClass().getAnnotation(Path.class).value();
    return below == null ? path : path + below.value();
  }

  private static boolean isCall(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
  }
}
