package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.healthai.web.RestHarness.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyInterceptorTest {
  private static final String JSON = "application/json";

  /** What is asked for. */
  public record Word(@Nullable String word) {}

  /** Says it back. */
  @Path("/words")
  public static class Words {
    /** The word, or that there is none. */
    @POST
    @Consumes(JSON)
    public String say(@Nullable Word request) {
      return request == null || request.word() == null ? "none" : request.word();
    }
  }

  private final RestHarness rest = new RestHarness(new JsonBodyInterceptor(), new Words());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"word\":\"film\"}",
        "{\"word\":\"film\",\"other\":{\"a\":[{\"b\":null}]}}",
        " \r\n{\"other\":[[1.5e3,true]],\"word\":\"film\"}\t"
      })
  void handsOnWhatIsWhole(String body) throws Exception {
    Answer answer = post(JSON, body.getBytes(StandardCharsets.UTF_8));

    assertEquals(200, answer.status());
    assertEquals("film", answer.response().getContentAsString());
  }

  /** Parsson would look for the end of a member that nobody asked for until the process ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":{",
        "{\"x\":[",
        "{\"x\":{\"y\":1",
        "{\"x\":{\"y\":\"",
        "{\"x\":[{\"y\":[",
        "{\"word\":\"film\",\"x\":{}",
        "{",
        "[",
        "{\"word\"",
        "{\"word\":",
        "{\"word\":\"film"
      })
  void refusesWhatEndsTooEarlyAtOnce(String body) {
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertMalformed(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}{}", "{]", "film", "{\"word\":NaN}", "{'word':1}", " ", "\u0000{}"})
  void refusesWhatIsNoJson(String body) {
    assertMalformed(body);
  }

  @Test
  void refusesDepth() {
    int deep = JsonBodyInterceptor.MAX_DEPTH;
    String fits = "[".repeat(deep - 1) + "]".repeat(deep - 1);

    assertEquals(200, post(JSON, ascii("{\"x\":" + fits + "}")).status());
    assertMalformed("{\"x\":[" + fits + "]}");
    assertMalformed("{\"x\":" + "[".repeat(100_000));
  }

  @Test
  void refusesSize() {
    String longest = "x".repeat(JsonBodyInterceptor.MAX_BYTES - "{\"word\":\"\"}".length());

    assertEquals(200, post(JSON, ascii("{\"word\":\"" + longest + "\"}")).status());
    Answer tooLong = post(JSON, ascii("{\"word\":\"" + longest + "x\"}"));
    assertEquals(413, tooLong.status());
    assertEquals("PAYLOAD_TOO_LARGE", tooLong.code());
  }

  /** Two readers of one document must not see two documents. */
  @Test
  void readsUtf8Only() {
    byte[] umlaut = "{\"word\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(400, post(JSON, umlaut).status());
    assertEquals(400, post(JSON, "{}".getBytes(StandardCharsets.UTF_16)).status());
    assertEquals(415, post(JSON + ";charset=utf-16", ascii("{}")).status());
    assertEquals(415, post(JSON + ";charset=no-such", ascii("{}")).status());
    assertEquals(200, post(JSON + ";charset=UTF-8", ascii("{}")).status());
  }

  private void assertMalformed(String body) {
    Answer answer = post(JSON, body.getBytes(StandardCharsets.UTF_8));

    assertEquals(400, answer.status());
    assertEquals("MALFORMED_REQUEST", answer.code());
  }

  private Answer post(String type, byte[] body) {
    return rest.post("/words", type, body);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
