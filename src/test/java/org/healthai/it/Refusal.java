package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.function.Function;

/**
 * Something a client may do wrong, and how the server must refuse it.
 *
 * @param what the mistake in words: the name of the test
 * @param request makes the mistake
 */
record Refusal(String what, Function<ApiClient, Answer> request, int status, String code) {

  /** Fails unless the server refuses with a complete problem document and stores nothing. */
  JsonObject assertRefusedBy(ApiClient server) {
    return assertRefusedBy(server, server);
  }

  /**
   * The same for a client other than the one that counts.
   *
   * @param counter has a valid key
   */
  JsonObject assertRefusedBy(ApiClient client, ApiClient counter) {
    long before = counter.total();
    JsonObject problem = Problems.assertProblem(request.apply(client), status, code);
    assertEquals(before, counter.total(), "something was stored");
    return problem;
  }

  @Override
  public String toString() {
    return what;
  }
}
