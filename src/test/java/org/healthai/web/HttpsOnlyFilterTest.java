package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsOnlyFilterTest {
  private static final String PATH = "/api/v1/predictions";

  private final Map<String, String> answer = new HashMap<>();

  @Test
  void redirectsWhatOnlyReads() throws Exception {
    answer("GET", Map.of("Host", "films.example.org", FakeServletRequest.QUERY, "limit=2"));

    assertEquals("308", answer.get("status"));
    assertEquals("https://films.example.org:9443" + PATH + "?limit=2", answer.get("Location"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void refusesWhatBringsAnything(String method) throws Exception {
    answer(method, Map.of());

    assertEquals(Map.of("error", "403"), withoutPolicy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "evil.example/x", "user@evil.example", "x\r\nSet-Cookie: a", ""})
  void redirectsToNoHostThatIsNone(String host) throws Exception {
    answer("GET", Map.of("Host", host));

    assertEquals(Map.of("error", "403"), withoutPolicy());
  }

  @Test
  void leavesEncryptedRequestsAlone() throws Exception {
    answer("POST", Map.of(FakeServletRequest.SECURE, ""));

    assertEquals(Map.of("passed", ""), withoutPolicy());
    assertEquals(HttpsOnlyFilter.CONTENT_POLICY, answer.get("Content-Security-Policy"));
  }

  @Test
  void takesPlainRequestsUnlessToldOtherwise() throws Exception {
    run(new TransportSettings(false, 9443), "POST", Map.of());

    assertEquals(Map.of("passed", ""), withoutPolicy());
  }

  @Test
  void isRefusedWithoutAPortToGoTo() {
    assertThrows(IllegalArgumentException.class, () -> new TransportSettings(true, -1));
    assertThrows(IllegalArgumentException.class, () -> new TransportSettings(true, 70_000));
  }

  private void answer(String method, Map<String, String> headers) throws Exception {
    run(new TransportSettings(true, 9443), method, headers);
  }

  private void run(TransportSettings settings, String method, Map<String, String> headers)
      throws Exception {
    HttpServletRequest asked = FakeServletRequest.of(method, PATH, headers);
    new HttpsOnlyFilter(settings)
        .doFilter(asked, response(), (request, response) -> answer.put("passed", ""));
    if (asked.getAttribute(FakeServletRequest.FORWARDED) != null) {
      answer.put("error", asked.getAttribute(RequestDispatcher.ERROR_STATUS_CODE).toString());
    }
  }

  private Map<String, String> withoutPolicy() {
    Map<String, String> rest = new HashMap<>(answer);
    rest.remove("Content-Security-Policy");
    return rest;
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            HttpsOnlyFilterTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "setHeader" -> answer.put((String) arguments[0], (String) arguments[1]);
                  case "setStatus" -> answer.put("status", arguments[0].toString());
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }
}
