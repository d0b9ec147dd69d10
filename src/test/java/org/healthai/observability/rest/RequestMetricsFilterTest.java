package org.healthai.observability.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.time.Duration;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.observability.RecordedMetrics;
import org.healthai.web.RestHarness;
import org.healthai.web.RouteCollector;
import org.healthai.web.Routes;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetricsFilterTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final Routes routes = new Routes();
  private final RestHarness rest =
      new RestHarness(
          new RouteCollector(routes),
          new RequestMetricsFilter(recorded.registry(), routes),
          new NoKey(),
          new Films());

  @ParameterizedTest
  @CsvSource({
    "GET, /films/7, '{route=/films/{id},method=GET,status=2xx}'",
    "GET, /films/Doe, '{route=/films/{id},method=GET,status=4xx}'",
    "GET, /films/7?key=none, '{route=/films/{id},method=GET,status=4xx}'",
    "DELETE, /films/7, '{route=/films/{id},method=DELETE,status=4xx}'",
    "BREW, /films/7, '{route=/films/{id},method=OTHER,status=4xx}'",
    "GET, /Doe, '{route=unmatched,method=GET,status=4xx}'",
  })
  void timesEveryRequestWithoutAWordOfTheClient(String method, String uri, String tags)
      throws Exception {
    rest.call(MockHttpRequest.create(method, uri));

    List<Object> times = recorded.updatesOf("healthai_request" + tags);
    assertEquals(1, times.size());
    assertEquals(Duration.class, times.get(0).getClass());
  }

  @Test
  void countsProblemsByCodeAndNothingElse() {
    rest.get("/films/7");
    rest.get("/films/Doe");
    rest.get("/films/Roe");
    rest.get("/films/7?key=none");

    assertEquals(List.of(1, 1), recorded.updatesOf("healthai_errors{code=NOT_FOUND}"));
    assertEquals(List.of(1), recorded.updatesOf("healthai_errors{code=UNAUTHENTICATED}"));
  }

  /** Refuses as early as the key filter does. */
  @PreMatching
  @Priority(Priorities.AUTHENTICATION)
  private static final class NoKey implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getUriInfo().getQueryParameters().containsKey("key")) {
        throw new HealthAiException(ErrorCode.UNAUTHENTICATED, "no key");
      }
    }
  }

  /** One film. */
  @Path("/films")
  public static class Films {
    /** Knows only numbers. */
    @GET
    @Path("/{id}")
    public String get(@PathParam("id") String id) {
      if (!id.equals("7")) {
        throw new HealthAiException(ErrorCode.NOT_FOUND, "no such film");
      }
      return id;
    }
  }
}
