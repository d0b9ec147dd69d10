package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableRequestFilterTest {
  private static final String PATH = "/api/v1/predictions";

  private final Map<String, String> answer = new HashMap<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "*; q=.2",
        "application/json;q=1",
        "application/json ; q = 0.5 , */*;q=0",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "application/json;quality=best",
        "application/json;x=\"a,b;c\",text/csv",
        "application/vnd.x+json, text/*",
        ""
      })
  void passesRangesAndWeightsThatAreNumbers(String accept) throws Exception {
    assertPassed("GET", PATH, Map.of("Accept", accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;q=abc",
        "application/json;q=",
        "application/json; q = 1x",
        "*/*;q=0,application/json;q=-1",
        "application/json;q=NaN"
      })
  void refusesWeightsThatAreNone(String accept) throws Exception {
    assertRefused("GET", PATH, Map.of("Accept", accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/;;",
        "json",
        "a/b/c",
        "application/json,,text/csv",
        "\u00e4",
        "a/b;x=\"c",
        "a b/c"
      })
  void refusesRangesThatAreNone(String accept) throws Exception {
    assertRefused("GET", PATH, Map.of("Accept", accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/zip",
        " text/csv ; charset=UTF-8",
        "multipart/form-data; boundary=\"a,b\"",
        "*/*",
        "application/json;"
      })
  void passesMediaTypes(String type) throws Exception {
    assertPassed("POST", PATH, Map.of("Content-Type", type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/;;", "application", "a/b/c", "application/zip,text/csv", "\u00e4/x"})
  void refusesWhatIsNoMediaType(String type) throws Exception {
    assertRefused("POST", PATH, Map.of("Content-Type", type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/<script>", "/api/v1/\"'", "/api/v1/{id}", "/api/v1/a b"})
  void refusesWhatIsNoAddress(String path) throws Exception {
    assertRefused("GET", path, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//api/v1/x", "/api/v1/%C3%A9;a=b", "/api/v1/é", "/a:b@c"})
  void passesOtherAddresses(String path) throws Exception {
    assertPassed("GET", path, Map.of());
  }

  @ParameterizedTest
  @CsvSource({PATH + "," + PATH, "/api/v1/<script>,/"})
  void tellsThePathThatWasAskedFor(String path, String told) throws Exception {
    HttpServletRequest asked = run("GET", path, Map.of("Accept", "json"));

    assertEquals(told, asked.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
  }

  @Test
  void endsTheConnectionBehindATrace() throws Exception {
    run("TRACE", PATH, Map.of());

    assertEquals(Map.of("passed", "", "Connection", "close"), answer);
  }

  private void assertPassed(String method, String path, Map<String, String> headers)
      throws Exception {
    run(method, path, headers);
    assertEquals(Map.of("passed", ""), answer);
  }

  private void assertRefused(String method, String path, Map<String, String> headers)
      throws Exception {
    run(method, path, headers);
    assertEquals(Map.of("error", "400"), answer);
  }

  private HttpServletRequest run(String method, String path, Map<String, String> headers)
      throws Exception {
    HttpServletRequest asked = FakeServletRequest.of(method, path, headers);
    new ReadableRequestFilter()
        .doFilter(asked, response(), (request, response) -> answer.put("passed", ""));
    if (asked.getAttribute(FakeServletRequest.FORWARDED) != null) {
      answer.put("error", asked.getAttribute(RequestDispatcher.ERROR_STATUS_CODE).toString());
    }
    return asked;
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            ReadableRequestFilterTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "setHeader" -> answer.put((String) arguments[0], (String) arguments[1]);
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }
}
