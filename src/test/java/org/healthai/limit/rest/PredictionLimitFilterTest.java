package org.healthai.limit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.security.Principal;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.healthai.limit.BucketId;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.LimitKind;
import org.healthai.limit.LimitListener;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.QuotaHolder;
import org.healthai.limit.Ticket;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionLimitFilterTest {
  private final FakeBuckets buckets = new FakeBuckets();
  private final RestHarness rest =
      new RestHarness(
              new PredictionLimitFilter(new PredictionQuotas(buckets, LimitListener.NONE)),
              new Films())
          .as(new Bearer(Allowance.perHour(4)));

  /** Somebody with a quota. */
  private record Bearer(Allowance allowance) implements Principal, QuotaHolder {
    @Override
    public BucketId predictionBucket() {
      return new BucketId(LimitKind.KEY, "7");
    }

    @Override
    public String getName() {
      return "ward";
    }
  }

  /** A call that costs, and one that does not. */
  @Path("/films")
  public static class Films {
    @POST
    @Metered
    public Response answer(
        @QueryParam("films") int films,
        @QueryParam("code") ErrorCode code,
        @Context HttpServletRequest request) {
      Ticket ticket = Tickets.of(request);
      ticket.take(films - 1L);
      if (code != null) {
        throw new HealthAiException(code, "no");
      }
      return Response.ok().build();
    }

    @POST
    @Path("/free")
    public Response free() {
      return Response.ok().build();
    }
  }

  private Answer post(String query) {
    return rest.post("/films" + query, "text/plain", new byte[0]);
  }

  @Test
  void takesOneAndTellsWhatIsLeft() {
    Answer answer = post("?films=1");

    assertEquals("\"predictions\";q=4;w=3600", answer.header("RateLimit-Policy"));
    assertEquals("\"predictions\";r=3;t=900", answer.header("RateLimit"));
  }

  @Test
  void refusesTheOneTooManyAndSaysWhenToComeBack() {
    post("?films=4");

    Answer refused = post("?films=1");

    assertEquals(429, refused.status());
    assertEquals("QUOTA_EXCEEDED", refused.code());
    assertEquals("900", refused.header("Retry-After"));
    assertEquals("\"predictions\";r=0;t=3600", refused.header("RateLimit"));
  }

  /** A batch takes one before its body is read and the others afterwards. */
  @Test
  void aBatchThatIsRefusedCostsNothing() {
    post("?films=1");

    Answer refused = post("?films=4");

    assertEquals(429, refused.status());
    assertEquals("\"predictions\";r=3;t=900", refused.header("RateLimit"));
    assertEquals(200, post("?films=3").status());
  }

  @ParameterizedTest
  @CsvSource({
    "OVERLOADED, 4",
    "STORE_UNAVAILABLE, 4",
    "AUDIT_UNAVAILABLE, 4",
    "INTERNAL_ERROR, 4",
    "DEADLINE_PASSED, 3",
    "IMAGE_UNREADABLE, 3",
    "MALFORMED_REQUEST, 3",
    "MODEL_NOT_FOUND, 3"
  })
  void whatTheServerIsAtFaultForCostsNothing(ErrorCode code, int left) {
    String header = post("?films=1&code=" + code).header("RateLimit");

    assertEquals("\"predictions\";r=%d;t=%d".formatted(left, (4 - left) * 900), header);
  }

  @Test
  void callersWithoutALimitAreNotCounted() {
    rest.as(new Bearer(Allowance.unlimited()));

    Answer answer = post("?films=1000");

    assertEquals(200, answer.status());
    assertNull(answer.header("RateLimit"));
    assertNull(answer.header("RateLimit-Policy"));
  }

  @Test
  void otherCallsCostNothing() {
    assertNull(post("/free").header("RateLimit"));
    assertEquals("\"predictions\";r=3;t=900", post("?films=1").header("RateLimit"));
  }
}
