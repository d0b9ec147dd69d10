package org.healthai.oversight.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.healthai.audit.AuditDetails;
import org.healthai.audit.AuditOutcome;
import org.healthai.audit.chain.AuditRow;

/**
 * Events as FHIR R4 AuditEvent resources, after the patterns of IHE BALP 1.1 for RESTful operations
 * without a patient: the server knows none. A success names the pattern it follows in {@code
 * meta.profile}; refusals and failures follow the same shape and name none, since the patterns are
 * for successes.
 *
 * @param server the server's base URI
 */
record FhirEvents(String server) {
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String PROFILE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String TRANSACTION =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
  private static final String URN = "urn:healthai:";

  /** Of a deletion alone; every other pattern says who data flows from and to. */
  private static final JsonObject APPLICATION = coding(DICOM, "110150", "Application");

  private static final JsonObject CUSTODIAN =
      coding(TERMINOLOGY + "provenance-participant-type", "custodian", "Custodian");
  private static final JsonObject SOURCE_ROLE = coding(DICOM, "110153", "Source Role ID");
  private static final JsonObject DESTINATION_ROLE = coding(DICOM, "110152", "Destination Role ID");

  /** What FHIR calls an action: {@code AuditEvent.action}, REST interaction, BALP pattern. */
  private record Interaction(
      String action, String code, String pattern, JsonObject client, JsonObject server) {
    static final Interaction READ =
        new Interaction("R", "read", "Read", DESTINATION_ROLE, SOURCE_ROLE);
    static final Interaction SEARCH = sending("E", "search", "Query");
    static final Interaction CREATE = sending("C", "create", "Create");
    static final Interaction UPDATE = sending("U", "update", "Update");
    static final Interaction DELETE =
        new Interaction("D", "delete", "Delete", APPLICATION, CUSTODIAN);
    static final Interaction OPERATION = sending("E", "operation", "");

    private static Interaction sending(String action, String code, String pattern) {
      return new Interaction(action, code, pattern, SOURCE_ROLE, DESTINATION_ROLE);
    }

    static final Map<String, Interaction> BY_ACTION =
        Map.of(
            "read", READ,
            "list", SEARCH,
            "export", SEARCH,
            "predict", CREATE,
            "delete", DELETE,
            "model-change", UPDATE,
            "key-change", UPDATE,
            "user-change", UPDATE,
            "setting-change", UPDATE);

    static Interaction of(String action) {
      return BY_ACTION.getOrDefault(action, OPERATION);
    }
  }

  JsonObject toResource(AuditRow row) {
    Interaction interaction = Interaction.of(row.action());
    JsonObjectBuilder event =
        Json.createObjectBuilder()
            .add("resourceType", "AuditEvent")
            .add("id", Long.toString(row.sequence()));
    patternOf(row, interaction)
        .ifPresent(
            pattern ->
                event.add(
                    "meta",
                    Json.createObjectBuilder()
                        .add("profile", Json.createArrayBuilder().add(PROFILE + pattern))));
    event
        .add("type", coding(TERMINOLOGY + "audit-event-type", "rest", "Restful Operation"))
        .add("subtype", subtypes(row, interaction))
        .add("action", interaction.action())
        .add("recorded", row.time().toString())
        .add("outcome", outcomeOf(row));
    if (row.code() != null) {
      event.add("outcomeDesc", row.code());
    }
    return event
        .add("agent", agents(row, interaction))
        .add("source", source())
        .add("entity", entities(row, interaction))
        .build();
  }

  /** A search is described by its query, any other interaction by the record. */
  private static Optional<String> patternOf(AuditRow row, Interaction interaction) {
    boolean success = row.outcome().equals(AuditOutcome.SUCCESS.wireName());
    boolean described = interaction.equals(Interaction.SEARCH) || row.entityId() != null;
    return success && described && !interaction.pattern().isEmpty() && row.address() != null
        ? Optional.of(interaction.pattern())
        : Optional.empty();
  }

  /** The pattern of a deletion allows no second one. */
  private static JsonArrayBuilder subtypes(AuditRow row, Interaction interaction) {
    JsonArrayBuilder subtypes =
        Json.createArrayBuilder()
            .add(
                coding(
                    "http://hl7.org/fhir/restful-interaction",
                    interaction.code(),
                    interaction.code()));
    return interaction.equals(Interaction.DELETE)
        ? subtypes
        : subtypes.add(coding(URN + "audit-action", row.action(), row.action()));
  }

  private static String outcomeOf(AuditRow row) {
    return switch (row.outcome()) {
      case "success" -> "0";
      case "refused" -> "4";
      default -> "8";
    };
  }

  private JsonArrayBuilder agents(AuditRow row, Interaction interaction) {
    JsonObjectBuilder client =
        Json.createObjectBuilder()
            .add("type", concept(interaction.client()))
            .add("who", whoOf(row))
            .add("requestor", true);
    if (row.address() != null) {
      client.add("network", network(row.address(), "2"));
    }
    JsonObjectBuilder here =
        Json.createObjectBuilder()
            .add("type", concept(interaction.server()))
            .add("who", Json.createObjectBuilder().add("display", server))
            .add("requestor", false)
            .add("network", network(server, "5"));
    return Json.createArrayBuilder().add(client).add(here);
  }

  private static JsonObjectBuilder whoOf(AuditRow row) {
    JsonObjectBuilder who = Json.createObjectBuilder();
    if (row.actorId() != null) {
      who.add("identifier", identifier(URN + row.actorKind(), row.actorId()));
    }
    return who.add("display", row.actorName() == null ? row.actorKind() : row.actorName());
  }

  private JsonObjectBuilder source() {
    return Json.createObjectBuilder()
        .add("observer", Json.createObjectBuilder().add("display", server))
        .add(
            "type",
            Json.createArrayBuilder()
                .add(coding(TERMINOLOGY + "security-source-type", "4", "Application Server")));
  }

  private static JsonArrayBuilder entities(AuditRow row, Interaction interaction) {
    JsonArrayBuilder entities = Json.createArrayBuilder();
    if (row.requestId() != null) {
      entities.add(
          Json.createObjectBuilder()
              .add(
                  "what",
                  Json.createObjectBuilder()
                      .add("identifier", Json.createObjectBuilder().add("value", row.requestId())))
              .add("type", coding(TRANSACTION, "XrequestId", "X-Request-Id")));
    }
    return entities.add(interaction.equals(Interaction.SEARCH) ? query(row) : data(row));
  }

  private static JsonObjectBuilder data(AuditRow row) {
    JsonObjectBuilder data = Json.createObjectBuilder();
    if (row.entityId() != null) {
      data.add(
          "what",
          Json.createObjectBuilder()
              .add("identifier", identifier(URN + row.entityKind(), row.entityId())));
    }
    return data.add("type", coding(TERMINOLOGY + "audit-entity-type", "2", "System Object"))
        .add("role", coding(TERMINOLOGY + "object-role", "4", "Domain Resource"));
  }

  /** The path's template stands for the query, whose values are not kept. */
  private static JsonObjectBuilder query(AuditRow row) {
    Map<String, String> facts = new AuditDetails(row.details()).toMap();
    String call = facts.getOrDefault("method", "GET") + " " + facts.getOrDefault("route", "");
    return Json.createObjectBuilder()
        .add("type", coding(TERMINOLOGY + "audit-entity-type", "2", "System Object"))
        .add("role", coding(TERMINOLOGY + "object-role", "24", "Query"))
        .add(
            "query",
            Base64.getEncoder().encodeToString(call.strip().getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject network(String address, String type) {
    return Json.createObjectBuilder().add("address", address).add("type", type).build();
  }

  private static JsonObject identifier(String system, String value) {
    return Json.createObjectBuilder()
        .add("system", system.toLowerCase(Locale.ROOT))
        .add("value", value)
        .build();
  }

  private static JsonObject concept(JsonObject coding) {
    return Json.createObjectBuilder().add("coding", Json.createArrayBuilder().add(coding)).build();
  }

  private static JsonObject coding(String system, String code, String display) {
    return Json.createObjectBuilder()
        .add("system", system)
        .add("code", code)
        .add("display", display)
        .build();
  }
}
