package org.healthai.oversight.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.access.CallerFixture;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditActor;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.ChainSeal;
import org.healthai.error.ErrorCode;
import org.healthai.web.RestHarness;
import org.junit.jupiter.api.Test;

/**
 * The resources against what FHIR R4 requires of an AuditEvent and what the profiles of IHE BALP
 * 1.1 (Read, Query, Create, Delete) fix, as written in those; the official validator needs the
 * network.
 */
class FhirEventsTest {
  private static final String PROFILE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

  private final MemoryAudit trail =
      new MemoryAudit(new ChainSeal("a secret that nobody else knows at all"));
  private final RestHarness rest =
      new RestHarness(new FhirAuditEventsResource(trail)).as(CallerFixture.administrator());

  @Test
  void aReadFollowsThePatternRead() {
    trail.append(List.of(AuditEvents.read(42)));

    JsonObject event = only();

    assertEquals(
        PROFILE + "Read", event.getJsonObject("meta").getJsonArray("profile").getString(0));
    assertEquals("rest", event.getJsonObject("type").getString("code"));
    assertEquals("read", event.getJsonArray("subtype").getJsonObject(0).getString("code"));
    assertEquals("R", event.getString("action"));
    assertEquals("2026-11-26T12:00:42.123456Z", event.getString("recorded"));
    assertEquals("0", event.getString("outcome"));
    assertAgents(event, "110152", "110153");
    assertEquals("request-42", identifierOf(event, 0));
    assertEquals("42", identifierOf(event, 1));
    assertEquals("4", entity(event, 1).getJsonObject("role").getString("code"));
  }

  @Test
  void aListFollowsThePatternQueryWithoutValues() {
    append(AuditAction.LIST, AuditEntity.all("prediction"));

    JsonObject event = only();

    assertTrue(event.toString().contains(PROFILE + "Query"));
    assertEquals("E", event.getString("action"));
    assertAgents(event, "110153", "110152");
    assertEquals(Set.of("type", "role", "query"), entity(event, 1).keySet());
    assertEquals("24", entity(event, 1).getJsonObject("role").getString("code"));
  }

  @Test
  void aPredictionFollowsThePatternCreate() {
    append(AuditAction.PREDICT, AuditEntity.of("prediction", 7));

    assertTrue(only().toString().contains(PROFILE + "Create"));
    assertEquals("C", only().getString("action"));
    assertAgents(only(), "110153", "110152");
  }

  @Test
  void aDeletionFollowsThePatternDelete() {
    append(AuditAction.DELETE, AuditEntity.of("prediction", 7));

    JsonObject event = only();

    assertTrue(event.toString().contains(PROFILE + "Delete"));
    assertEquals(1, event.getJsonArray("subtype").size());
    assertAgents(event, "110150", "custodian");
  }

  @Test
  void aRefusalOfNobodyNamesNoPattern() {
    trail.append(
        List.of(
            new Occasion(AuditActor.anonymous(), "192.0.2.9", "r-9")
                .event(
                    AuditEvents.NOON,
                    AuditEntry.of(AuditAction.REFUSAL, AuditEntity.none(), Map.of()),
                    AuditOutcome.REFUSED,
                    ErrorCode.UNAUTHENTICATED)));

    JsonObject event = only();

    assertFalse(event.containsKey("meta"));
    assertEquals("4", event.getString("outcome"));
    assertEquals("UNAUTHENTICATED", event.getString("outcomeDesc"));
    assertEquals(
        "anonymous",
        event.getJsonArray("agent").getJsonObject(0).getJsonObject("who").getString("display"));
  }

  @Test
  void aFullPageLinksTheNext() {
    trail.append(List.of(AuditEvents.read(1), AuditEvents.read(2)));

    JsonObject bundle = rest.get("/api/v1/audit/fhir/AuditEvent?_count=1").json();

    JsonArray links = bundle.getJsonArray("link");
    assertEquals("self", links.getJsonObject(0).getString("relation"));
    assertEquals("next", links.getJsonObject(1).getString("relation"));
    assertTrue(links.getJsonObject(1).getString("url").endsWith("?_count=1&after=1"));
  }

  private void append(AuditAction action, AuditEntity entity) {
    trail.append(
        List.of(
            AuditEvents.occasion("r-1")
                .done(AuditEvents.NOON, AuditEntry.of(action, entity, Map.of()))));
  }

  private JsonObject only() {
    JsonObject bundle = rest.get("/api/v1/audit/fhir/AuditEvent").json();
    assertEquals("searchset", bundle.getString("type"));
    assertEquals(1, bundle.getJsonArray("entry").size());
    return bundle.getJsonArray("entry").getJsonObject(0).getJsonObject("resource");
  }

  private static void assertAgents(JsonObject event, String client, String server) {
    JsonArray agents = event.getJsonArray("agent");
    assertEquals(client, roleOf(agents.getJsonObject(0)));
    assertEquals(server, roleOf(agents.getJsonObject(1)));
    for (JsonObject agent : agents.getValuesAs(JsonObject.class)) {
      assertTrue(agent.keySet().containsAll(Set.of("who", "network", "requestor")));
    }
    assertTrue(event.getJsonObject("source").containsKey("observer"));
  }

  private static String roleOf(JsonObject agent) {
    return agent.getJsonObject("type").getJsonArray("coding").getJsonObject(0).getString("code");
  }

  private static String identifierOf(JsonObject event, int entity) {
    return entity(event, entity)
        .getJsonObject("what")
        .getJsonObject("identifier")
        .getString("value");
  }

  private static JsonObject entity(JsonObject event, int index) {
    return event.getJsonArray("entity").getJsonObject(index);
  }
}
