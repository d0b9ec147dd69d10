package org.healthai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.web.StatusMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps {@code docs/api.md} true. To write the table of errors anew: {@code mvn test
 * -Dtest=ApiDocumentTest -Dhealthai.docs.write=true}.
 */
class ApiDocumentTest {
  private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("docs/api.md");
  private static final String BEGIN = "<!-- errors: begin, made by ApiDocumentTest -->\n";
  private static final String END = "<!-- errors: end -->";

  static Stream<Method> calls() {
    return RestConventionsTest.calls();
  }

  @Test
  void showsEveryError() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    if (Boolean.getBoolean("healthai.docs.write")) {
      document = document.substring(0, from) + table() + document.substring(to);
      Files.writeString(DOCUMENT, document);
    }

    assertEquals(table(), document.substring(from, document.indexOf(END)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void showsEveryCall(Method call) throws IOException {
    String heading = "### `%s %s`\n".formatted(methodOf(call), RestConventionsTest.pathOf(call));

    assertTrue(Files.readString(DOCUMENT).contains(heading), heading);
  }

  private static String table() {
    return Arrays.stream(ErrorCode.values())
        .sorted(java.util.Comparator.comparingInt(StatusMapping::statusOf))
        .map(
            code ->
                "| %d | `%s` | %s |\n"
                    .formatted(StatusMapping.statusOf(code), code, code.meaning()))
        .collect(Collectors.joining("", "| status | code | meaning |\n| --- | --- | --- |\n", ""));
  }

  private static String methodOf(Method call) {
    return Arrays.stream(call.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(java.util.Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst()
        .orElseThrow();
  }
}
