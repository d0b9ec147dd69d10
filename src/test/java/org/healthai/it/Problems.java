package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What every problem document must be (RFC 9457 and the API contract). */
final class Problems {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private Problems() {}

  /**
   * Fails unless the answer is a complete problem document of that status and code which tells
   * nothing about the program.
   */
  static JsonObject assertProblem(Answer answer, int status, String code) {
    assertEquals(status, answer.status(), answer::toString);
    assertTrue(
        answer.header("Content-Type").startsWith("application/problem+json"), answer::toString);
    JsonObject problem = answer.object();
    assertAll(
        answer.toString(),
        () -> assertEquals(code, problem.getString("code")),
        () -> assertTrue(URI.create(problem.getString("type")).isAbsolute()),
        () -> assertFalse(problem.getString("title").isBlank()),
        () -> assertFalse(problem.getString("detail").isBlank()),
        () -> assertTrue(problem.getString("instance").startsWith("/")),
        () -> assertEquals(status, problem.getInt("status")),
        () -> assertEquals(status, problem.getInt("status_code")),
        () -> assertRecent(Instant.parse(problem.getString("timestamp"))),
        () -> assertEquals(answer.header("X-Request-Id"), problem.getString("request_id")),
        () -> assertTellsNothingInternal(answer));
    return problem;
  }

  private static void assertRecent(Instant time) {
    Duration age = Duration.between(time, Instant.now()).abs();
    assertTrue(age.compareTo(CLOCK_TOLERANCE) < 0, "timestamp " + time);
  }

  private static void assertTellsNothingInternal(Answer answer) {
    String everything = answer.toString();
    for (String word : new String[] {"Exception", "org.healthai", "java.", "jakarta.", "\tat "}) {
      assertFalse(everything.contains(word), () -> "must not contain " + word);
    }
  }
}
