package org.healthai.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet request with a method, a path, headers and attributes; nothing else answers. */
public final class FakeServletRequest {
  /** A pseudo header: the request came over TLS. */
  static final String SECURE = ":secure";

  /** A pseudo header: what is behind the question mark. */
  static final String QUERY = ":query";

  /** The attribute that tells where a request was forwarded to. */
  static final String FORWARDED = ":forwarded";

  private FakeServletRequest() {}

  public static HttpServletRequest of(String method, String path, Map<String, String> headers) {
    Map<String, Object> attributes = new HashMap<>();
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getRequestURI" -> path;
                  case "getHeader" -> headers.get((String) arguments[0]);
                  case "getHeaders" -> Collections.enumeration(valuesOf(headers, arguments[0]));
                  case "isSecure" -> headers.containsKey(SECURE);
                  case "getServerName" -> headers.getOrDefault("Host", "localhost");
                  case "getQueryString" -> headers.get(QUERY);
                  case "getRequestDispatcher" -> forwarding((String) arguments[0], attributes);
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getRemoteAddr" -> "192.0.2.7";
                  case "toString" -> method + " " + path;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private static List<String> valuesOf(Map<String, String> headers, Object name) {
    return headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
  }

  /** Leaves the path in the attribute {@link #FORWARDED}. */
  private static RequestDispatcher forwarding(String path, Map<String, Object> attributes) {
    return new RequestDispatcher() {
      @Override
      public void forward(ServletRequest request, ServletResponse response) {
        attributes.put(FORWARDED, path);
      }

      @Override
      public void include(ServletRequest request, ServletResponse response) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
