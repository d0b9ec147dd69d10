package org.healthai.limit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.LimitListener;
import org.healthai.limit.LoginThrottle;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.Test;

class LoginThrottleFilterTest {
  private final RestHarness rest =
      new RestHarness(
          new LoginThrottleFilter(new LoginThrottle(new FakeBuckets(), 2, LimitListener.NONE)),
          new Door());

  /** A call that is counted, and one that is not. */
  @Path("/door")
  public static class Door {
    @POST
    @LoginAttempt
    public Response knock(@QueryParam("status") int status) {
      return Response.status(status).build();
    }

    @POST
    @Path("/bell")
    public Response ring() {
      return Response.status(401).build();
    }
  }

  private Answer post(String query) {
    return rest.post("/door" + query, "text/plain", new byte[0]);
  }

  @Test
  void countsWrongSecretsAndNothingElse() {
    for (int status : new int[] {200, 200, 200, 422, 503}) {
      assertEquals(status, post("?status=" + status).status());
    }
    assertEquals(401, post("?status=401").status());
    assertEquals(401, post("?status=401").status());

    Answer refused = post("?status=200");

    assertEquals(429, refused.status());
    assertEquals("TOO_MANY_REQUESTS", refused.code());
    assertEquals("450", refused.header("Retry-After"));
    assertEquals(401, post("/bell").status(), "is no attempt");
  }
}
