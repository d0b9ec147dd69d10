package org.healthai.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.healthai.error.ErrorCode;
import org.healthai.web.ProblemDetail;
import org.junit.jupiter.api.Test;

class ErrorExamplesTest {

  /** {@code errors} is there only where a batch failed as a whole. */
  @Test
  void problemHasTheMembersOfTheRealOneInTheirOrder() {
    ErrorExamples examples =
        new ErrorExamples(Map.of(ErrorCode.NOT_FOUND, "there is no prediction 42"), "/api/v1/x");

    Map<String, Object> problem = examples.toProblem(ErrorCode.NOT_FOUND);

    List<String> members =
        Arrays.stream(ProblemDetail.class.getRecordComponents())
            .map(ErrorExamplesTest::nameOf)
            .filter(name -> !name.equals("errors"))
            .toList();
    assertEquals(members, List.copyOf(problem.keySet()));
    assertEquals(404, problem.get("status"));
    assertEquals("there is no prediction 42", problem.get("detail"));
  }

  /** The compiler copies the annotation of a component to its accessor. */
  private static String nameOf(RecordComponent component) {
    JsonbProperty renamed = component.getAccessor().getAnnotation(JsonbProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }
}
