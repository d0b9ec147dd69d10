package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes = new Routes();
  private final Watch watch = new Watch();

  @ParameterizedTest
  @CsvSource({
    "GET, /films, 204, /films",
    "GET, /films/7, 204, /films/{id}",
    "GET, /films/batch, 204, /films/batch",
    "GET, /films/Doe%5EJohn.png, 204, /films/{id}",
    "DELETE, /films/7, 405, /films/{id}",
    "DELETE, /films/batch, 405, /films/batch",
    "GET, /films/?key=none, 401, /films",
    "GET, /films/Doe%5EJohn.png?key=none, 401, /films/{id}",
    "GET, /films/7/Doe, 404, unmatched",
    "GET, /filmsxx, 404, unmatched",
    "GET, /Doe?key=none, 401, unmatched",
    "GET, /, 404, unmatched",
  })
  void knowsTheTemplateWheneverThereIsOne(String method, String uri, int status, String route)
      throws Exception {
    RestHarness rest = new RestHarness(new RouteCollector(routes), new NoKey(), watch, new Films());

    RestHarness.Answer answer = method.equals("GET") ? rest.get(uri) : rest.delete(uri);

    assertEquals(status, answer.status());
    assertEquals(route, watch.route);
  }

  /** Looks where the real filters look. */
  private final class Watch implements ContainerResponseFilter {
    @Context private ResourceInfo resource;
    private String route;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      route = routes.routeOf(resource, request.getUriInfo().getPath());
    }
  }

  /** Refuses before a resource is chosen, as the key filter does. */
  @PreMatching
  private static final class NoKey implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getUriInfo().getQueryParameters().containsKey("key")) {
        throw new WebApplicationException(401);
      }
    }
  }

  /** Paths with and without a parameter. */
  @Path("/films")
  public static class Films {
    /** All. */
    @GET
    public void list() {}

    /** A literal beside a parameter. */
    @GET
    @Path("/batch")
    public void batch() {}

    /** One. */
    @GET
    @Path("/{id}")
    public void one() {}

    /** For the 405. */
    @DELETE
    public void all() {}
  }
}
