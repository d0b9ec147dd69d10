package org.healthai.oversight.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.audit.chain.ChainVerifier;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OversightTest {
  private static final String EVENTS = "/api/v1/audit/events";

  private final ChainSeal seal = new ChainSeal("a secret that nobody else knows at all");
  private final MemoryAudit trail = new MemoryAudit(seal);
  private final RestHarness rest =
      new RestHarness(
              new AuditEventsResource(trail),
              new AuditExportResource(trail),
              new AuditVerifyResource(trail, new ChainVerifier(seal)))
          .as(CallerFixture.administrator());

  @BeforeEach
  void fill() {
    trail.append(LongStream.rangeClosed(1, 3).mapToObj(AuditEvents::read).toList());
    trail.append(
        List.of(
            new Occasion(new AuditActor("key", "8", "=cmd|\"x\"", "south"), "192.0.2.8", "r-8")
                .done(
                    AuditEvents.NOON,
                    AuditEntry.of(AuditAction.LIST, AuditEntity.all("prediction"), Map.of()))));
  }

  @Test
  void showsEventsWithWhoWhatWhenAndFromWhere() {
    JsonObject event = rest.get(EVENTS).body().asJsonArray().getJsonObject(0);

    assertEquals(
        List.of(
            "sequence",
            "time",
            "actor",
            "action",
            "entity_kind",
            "entity_id",
            "outcome",
            "address",
            "request_id",
            "details",
            "hash"),
        List.copyOf(event.keySet()));
    assertEquals("2026-11-26T12:00:01.123456Z", event.getString("time"));
    assertEquals("200", event.getJsonObject("details").getString("status"));
    assertEquals("ward", event.getJsonObject("actor").getString("name"));
  }

  @Test
  void aFullPageNamesTheNextOne() {
    Answer page = rest.get(EVENTS + "?limit=2&outcome=success&after=1");

    assertEquals(
        "<" + EVENTS + "?limit=2&outcome=success&after=3>; rel=\"next\"", page.header("Link"));
    assertNull(rest.get(EVENTS + "?limit=9").header("Link"));
  }

  @Test
  void anAuditorOfOneTenantSeesThatOne() {
    rest.as(CallerFixture.of("south", Permission.AUDIT));

    assertEquals(1, rest.get(EVENTS).body().asJsonArray().size());
    assertEquals(403, rest.get(EVENTS + "?tenant=default").status());
    assertEquals(1, text(rest.get("/api/v1/audit/export")).lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "after=-1",
        "action=nonsense",
        "outcome=nonsense",
        "from=yesterday",
        "from=2026-11-26&to=2026-11-25",
        "tenant=N"
      })
  void refusesFiltersThatMakeNoSense(String query) {
    Answer answer = rest.get(EVENTS + "?" + query);

    assertEquals(400, answer.status());
    assertEquals("INVALID_PARAMETER", answer.code());
  }

  @Test
  void exportsOneDocumentALine() {
    Answer answer = rest.get("/api/v1/audit/export");

    List<String> lines = text(answer).lines().toList();
    assertEquals("application/x-ndjson", answer.header("Content-Type"));
    assertEquals(4, lines.size());
    assertEquals(
        rest.get(EVENTS).body().asJsonArray().getJsonObject(3),
        Json.createReader(new StringReader(lines.get(3))).readObject());
  }

  @Test
  void exportsCsvThatNoSpreadsheetComputes() {
    String csv = text(rest.get("/api/v1/audit/export?format=csv"));

    List<String> lines = csv.lines().toList();
    assertEquals(5, lines.size());
    assertTrue(lines.get(0).startsWith("sequence,time,actor_kind"));
    assertTrue(lines.get(4).contains(",\"'=cmd|\"\"x\"\"\","), lines.get(4));
    assertEquals(400, rest.get("/api/v1/audit/export?format=xml").status());
  }

  @Test
  void exportsMoreThanAPageAndNothingOfLater() {
    trail.append(LongStream.rangeClosed(5, 1_200).mapToObj(AuditEvents::read).toList());

    assertEquals(1_200, text(rest.get("/api/v1/audit/export")).lines().count());
  }

  @Test
  void saysWhatIsWrong() {
    assertTrue(rest.get("/api/v1/audit/verify").json().getBoolean("intact"));

    trail.rows.remove(1);
    JsonObject report = rest.get("/api/v1/audit/verify").json();

    assertFalse(report.getBoolean("intact"));
    assertEquals(1, report.getInt("checked"));
    assertEquals(2, report.getInt("bad_sequence"));
    assertEquals("missing", report.getString("problem"));
    assertEquals(4, report.getInt("head_sequence"));
  }

  private static String text(Answer answer) {
    try {
      return answer.response().getContentAsString();
    } catch (java.io.UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
