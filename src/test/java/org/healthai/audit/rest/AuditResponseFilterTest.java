package org.healthai.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.healthai.access.CallerFixture;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.trail.AuditRecorder;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.web.NotAudited;
import org.healthai.web.RestHarness;
import org.healthai.web.Routes;
import org.junit.jupiter.api.Test;

class AuditResponseFilterTest {
  private final MemoryTrail trail = new MemoryTrail();
  private final AuditRecorder recorder =
      new AuditRecorder(trail, 5, Clock.fixed(AuditEvents.NOON, ZoneOffset.UTC), System::nanoTime);
  private final RestHarness rest =
      new RestHarness(
              new OccasionFilter(new RequestOccasion()),
              new AuditResponseFilter(recorder, new Routes()),
              new Records(trail))
          .as(CallerFixture.of("north"));

  /** A resource with something to read and to remove. */
  @Path("/api/v1/records")
  public static class Records {
    private final MemoryTrail trail;

    Records(MemoryTrail trail) {
      this.trail = trail;
    }

    @GET
    @Path("/{id}")
    @Audited(value = AuditAction.READ, entity = "record", id = "id")
    public Response get(@PathParam("id") String id) {
      if (!id.equals("42")) {
        throw new HealthAiException(ErrorCode.NOT_FOUND, "there is no such record");
      }
      return Response.ok("secret").header("X-Total-Count", 1).build();
    }

    @DELETE
    @Path("/{id}")
    @Audited(value = AuditAction.DELETE, entity = "record", id = "id")
    public void delete(@Context HttpServletRequest request) {
      trail
          .changes()
          .make(
              Occasions.of(request),
              () -> 42,
              id ->
                  List.of(
                      AuditEntry.of(AuditAction.DELETE, AuditEntity.of("record", id), Map.of())));
    }

    @GET
    @NotAudited("nothing")
    public String list() {
      return "nothing";
    }
  }

  @Test
  void writesOneRowBeforeTheAnswer() {
    assertEquals(200, rest.get("/api/v1/records/42").status());

    AuditEvent event = only();
    assertEquals("ward", event.actor().name());
    assertEquals("north", event.actor().tenant());
    assertEquals(AuditAction.READ, event.entry().action());
    assertEquals(new AuditEntity("record", "42"), event.entry().entity());
    assertEquals(AuditOutcome.SUCCESS, event.outcome());
    assertEquals("test-1", event.requestId());
    assertEquals(
        "method=GET;route=/api/v1/records/{id};status=200", event.entry().details().text());
  }

  @Test
  void writesARefusalAndNothingThatTheClientMadeUp() {
    assertEquals(404, rest.get("/api/v1/records/Miller-1970").status());

    AuditEvent event = only();
    assertEquals(AuditOutcome.REFUSED, event.outcome());
    assertEquals("NOT_FOUND", event.code());
    assertNull(event.entry().entity().id());
  }

  @Test
  void aRefusedIdThatIsANumberIsKept() {
    rest.get("/api/v1/records/43");

    assertEquals("43", only().entry().entity().id());
  }

  @Test
  void aChangeThatIsInTheTrailIsNotWrittenTwice() {
    assertEquals(204, rest.delete("/api/v1/records/42").status());

    assertEquals(AuditAction.DELETE, only().entry().action());
  }

  @Test
  void withoutATrailThereIsNoAnswer() {
    trail.available(false);

    RestHarness.Answer answer = rest.get("/api/v1/records/42");

    assertEquals(503, answer.status());
    assertEquals("AUDIT_UNAVAILABLE", answer.code());
    assertNull(answer.header("X-Total-Count"));
    assertEquals(503, rest.get("/api/v1/records/43").status());
    assertEquals("AUDIT_UNAVAILABLE", rest.delete("/api/v1/records/42").code());
  }

  @Test
  void whatShowsNothingNeedsNoTrail() {
    trail.available(false);

    assertEquals(200, rest.get("/api/v1/records").status());
  }

  @Test
  void aPathThatLeadsNowhereIsARefusalOfAKnownCaller() {
    rest.get("/api/v1/Miller");
    rest.get("/favicon.ico");

    AuditEvent event = only();
    assertEquals(AuditAction.REFUSAL, event.entry().action());
    assertEquals("ward", event.actor().name());
    assertTrue(event.entry().details().text().contains("route=unmatched"));
  }

  private AuditEvent only() {
    assertEquals(1, trail.events().size(), () -> trail.events().toString());
    return trail.events().get(0);
  }
}
