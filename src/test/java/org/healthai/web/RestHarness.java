package org.healthai.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;

/** The server's JAX-RS implementation without a server: resources, filters and our mapper. */
public final class RestHarness {
  public static final Instant NOW = Instant.parse("2026-11-25T10:15:30Z");

  private SecurityContext security = new Known(null);
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  /**
   * A harness.
   *
   * @param components resources and providers, made by the test
   */
  public RestHarness(Object... components) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    dispatcher.getProviderFactory().registerProviderInstance(new ProblemMapper(clock));
    dispatcher.getProviderFactory().registerProvider(LateFailureFilter.class);
    for (Object component : components) {
      if (component.getClass().isAnnotationPresent(jakarta.ws.rs.Path.class)) {
        dispatcher.getRegistry().addSingletonResource(component);
      } else {
        dispatcher.getProviderFactory().registerProviderInstance(component);
      }
    }
  }

  /** Calls a resource and waits for its answer. */
  public Answer call(MockHttpRequest request) {
    HttpServletRequest servletRequest =
        FakeServletRequest.of(request.getHttpMethod(), request.getUri().getPath(), Map.of());
    RequestId.set(servletRequest, "test-1");
    dispatcher.getDefaultContextObjects().put(HttpServletRequest.class, servletRequest);
    dispatcher.getDefaultContextObjects().put(SecurityContext.class, security);
    MockHttpResponse response = new MockHttpResponse();
    try {
      dispatcher.invoke(request, response);
    } finally {
      ResteasyContext.clearContextData();
    }
    return new Answer(response);
  }

  public Answer get(String uri) {
    try {
      return call(MockHttpRequest.get(uri));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  public Answer delete(String uri) {
    try {
      return call(MockHttpRequest.delete(uri));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  public Answer post(String uri, String contentType, byte[] body) {
    try {
      return call(MockHttpRequest.post(uri).contentType(contentType).content(body));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  public Answer patch(String uri, String contentType, byte[] body) {
    try {
      return call(MockHttpRequest.patch(uri).contentType(contentType).content(body));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  public Answer put(String uri, String contentType, byte[] body) {
    try {
      return call(MockHttpRequest.put(uri).contentType(contentType).content(body));
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Who calls from now on; at first nobody does. */
  public RestHarness as(Principal principal) {
    security = new Known(principal);
    return this;
  }

  /** Nobody, or somebody. */
  public record Known(Principal principal) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return null;
    }
  }

  /** What came back. */
  public record Answer(MockHttpResponse response) {

    public int status() {
      return response.getStatus();
    }

    public String header(String name) {
      Object value = response.getOutputHeaders().getFirst(name);
      return value == null ? null : value.toString();
    }

    public JsonStructure body() {
      try (JsonReader reader = Json.createReader(new StringReader(response.getContentAsString()))) {
        return reader.read();
      } catch (java.io.UnsupportedEncodingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    public JsonObject json() {
      return body().asJsonObject();
    }

    public String code() {
      return json().getString("code");
    }
  }
}
