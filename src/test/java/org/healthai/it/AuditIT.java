package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every call leaves its row, whoever changes one is found, and without a trail nothing happens. */
class AuditIT {
  private static final String EVENTS = "/api/v1/audit/events";
  private static final String VERIFY = "/api/v1/audit/verify";
  private static final String MODEL = "/api/v1/models/chest_xray";

  private static Postgres database;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    database = new Postgres(Files.createTempDirectory("healthai-it-audit").resolve("data"));
    process = ItServer.create("audit", database.environment());
    process.startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
    database.close();
  }

  @Test
  void predictingLeavesOneRow() {
    String request = newRequest();
    JsonObject prediction = predict(request).expect(201).object();

    JsonObject event = onlyEventOf(request);

    assertEvent(event, "predict", Predictions.idOf(prediction), "success");
    assertEquals("first", event.getJsonObject("actor").getString("name"));
    assertEquals("127.0.0.1", event.getString("address"));
    JsonObject details = event.getJsonObject("details");
    assertEquals(prediction.getString("model_name"), details.getString("model"));
    assertEquals(prediction.getString("model_version"), details.getString("version"));
  }

  @Test
  void aBatchLeavesARowForItselfAndOneForEachPrediction() {
    String request = newRequest();
    Multipart films = Multipart.ofFilms(List.of(Films.drawn(1), Films.drawn(2), new byte[] {1}));
    server
        .send(
            identified(ApiClient.BATCH, request)
                .header("Content-Type", films.contentType())
                .POST(films.toPublisher()))
        .expect(201);

    List<JsonObject> events = eventsOf(request);

    assertEquals(List.of("predict", "predict", "batch"), actions(events));
    JsonObject details = events.get(2).getJsonObject("details");
    assertEquals("2", details.getString("successful"));
    assertEquals("1", details.getString("failed"));
  }

  @Test
  void aFilmThatIsRefusedLeavesOneRow() {
    String request = newRequest();
    server
        .send(
            identified(ApiClient.PREDICT, request)
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3})))
        .expect(415);

    JsonObject event = onlyEventOf(request);

    assertEquals("predict", event.getString("action"));
    assertEquals("refused", event.getString("outcome"));
    assertEquals("UNSUPPORTED_IMAGE", event.getString("code"));
  }

  @Test
  void readingListingAndForgettingLeaveOneRowEach() {
    long id = Predictions.idOf(server.classify(Films.drawn(3)));
    String path = ApiClient.PREDICTIONS + "/" + id;
    String read = newRequest();
    String list = newRequest();
    String delete = newRequest();
    String again = newRequest();
    server.send(identified(path, read)).expect(200);
    server.send(identified(ApiClient.PREDICTIONS, list)).expect(200);
    server.send(identified(path, delete).DELETE()).expect(204);
    server.send(identified(path, again)).expect(404);

    assertEvent(onlyEventOf(read), "read", id, "success");
    assertEquals("list", onlyEventOf(list).getString("action"));
    assertEvent(onlyEventOf(delete), "delete", id, "success");
    JsonObject refused = onlyEventOf(again);
    assertEvent(refused, "read", id, "refused");
    assertEquals("NOT_FOUND", refused.getString("code"));
  }

  @Test
  void aStrangerLeavesOneRowWithoutWhatHeTried() {
    String request = newRequest();
    server.withKey("Miller").send(identified(EVENTS, request, "Miller")).expect(401);

    JsonObject event = onlyEventOf(request);

    assertEquals("refusal", event.getString("action"));
    assertEquals("UNAUTHENTICATED", event.getString("code"));
    assertEquals("anonymous", event.getJsonObject("actor").getString("kind"));
    assertFalse(event.toString().contains("Miller"));
  }

  @Test
  void aModelChangeLeavesOneRow() {
    String request = newRequest();
    JsonObject body = Json.createObjectBuilder().add("version", Predictions.VERSION).build();
    server
        .send(
            identified(MODEL + "/default", request)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString())))
        .expect(200);

    JsonObject event = onlyEventOf(request);

    assertEquals("model-change", event.getString("action"));
    assertEquals("chest_xray", event.getString("entity_id"));
    assertEquals(Predictions.VERSION, event.getJsonObject("details").getString("default"));
  }

  @Test
  void aKeyThatIsMadeLeavesOneRowWithoutItsSecret() {
    String request = newRequest();
    JsonObject issued =
        server
            .send(
                identified("/api/v1/keys", request)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"name\":\"audited\",\"scopes\":[\"read\"]}")))
            .expect(201)
            .object();

    JsonObject event = onlyEventOf(request);

    assertEquals("key-change", event.getString("action"));
    assertEquals(
        Integer.toString(issued.getJsonObject("key").getInt("id")), event.getString("entity_id"));
    assertEquals("read", event.getJsonObject("details").getString("permissions"));
    assertFalse(event.toString().contains(issued.getString("secret")));
    String reader = issued.getString("secret");
    Problems.assertProblem(server.withKey(reader).get(EVENTS), 403, "FORBIDDEN");
  }

  @Test
  void showsEventsInFhir() {
    String request = newRequest();
    server.send(identified(ApiClient.PREDICTIONS, request)).expect(200);

    Answer answer = server.get("/api/v1/audit/fhir/AuditEvent?request_id=" + request).expect(200);

    assertTrue(answer.header("Content-Type").startsWith("application/fhir+json"));
    JsonObject entry = answer.object().getJsonArray("entry").getJsonObject(0);
    assertEquals("AuditEvent", entry.getJsonObject("resource").getString("resourceType"));
  }

  @Test
  void readingTheTrailIsInTheTrail() {
    String request = newRequest();
    server.send(identified(EVENTS + "?limit=1", request)).expect(200);

    assertEquals("audit", onlyEventOf(request).getString("entity_kind"));
  }

  @Test
  void pagesFollowEachOther() {
    server.get(EVENTS).expect(200);
    Answer first = server.get(EVENTS + "?limit=2&outcome=success").expect(200);
    String next = first.header("Link");
    String path = next.substring(next.indexOf('<') + 1, next.indexOf('>'));

    JsonObject behind = server.get(path).expect(200).array().getJsonObject(0);

    assertTrue(next.endsWith("; rel=\"next\""), next);
    assertTrue(behind.getInt("sequence") > first.array().getJsonObject(1).getInt("sequence"));
    Problems.assertProblem(server.get(EVENTS + "?action=nonsense"), 400, "INVALID_PARAMETER");
  }

  @Test
  void aRowThatSqlChangedIsFoundByCallAndCommand() throws Exception {
    assertTrue(server.get(VERIFY).expect(200).object().getBoolean("intact"));
    assertEquals(0, command().waitFor());

    String request = newRequest();
    server.send(identified(ApiClient.PREDICTIONS, request)).expect(200);
    int row = onlyEventOf(request).getInt("sequence");

    rename("nobody", row);
    try {
      JsonObject report = server.get(VERIFY).expect(200).object();
      assertFalse(report.getBoolean("intact"));
      assertEquals(row, report.getInt("bad_sequence"));
      assertEquals("changed", report.getString("problem"));
      assertEquals(row - 1, report.getInt("checked"));
      Process command = command();
      String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(1, command.waitFor(), output);
      assertTrue(output.contains("WRONG at sequence %d: changed".formatted(row)), output);
    } finally {
      rename("first", row);
    }
  }

  @Test
  void withoutATrailNothingIsAnsweredOrStored() throws Exception {
    long id = Predictions.idOf(server.classify(Films.drawn(4)));
    String path = ApiClient.PREDICTIONS + "/" + id;
    long before = server.total();
    sql("update audit_head set row_count = row_count + 1");
    try {
      assertUnavailable(server.predict(Films.drawn(5)));
      assertUnavailable(server.get(path));
      assertUnavailable(server.delete(path));
      assertUnavailable(server.withoutKey().get(path));
      assertEquals(200, server.get("/api/v1/health").status());
    } finally {
      sql("update audit_head set row_count = row_count - 1");
    }

    assertEquals(before, server.total());
    server.get(path).expect(200);
  }

  private static void assertUnavailable(Answer answer) {
    Problems.assertProblem(answer, 503, "AUDIT_UNAVAILABLE");
  }

  private static void assertEvent(JsonObject event, String action, long id, String outcome) {
    assertEquals(action, event.getString("action"));
    assertEquals("prediction", event.getString("entity_kind"));
    assertEquals(Long.toString(id), event.getString("entity_id"));
    assertEquals(outcome, event.getString("outcome"));
  }

  private static String newRequest() {
    return "audit-" + UUID.randomUUID();
  }

  private static HttpRequest.Builder identified(String path, String request) {
    return identified(path, request, server.key().orElseThrow());
  }

  private static HttpRequest.Builder identified(String path, String request, String key) {
    return server.withKey(key).request(path).header("X-Request-Id", request);
  }

  private static Answer predict(String request) {
    Multipart film = Multipart.ofFilm(Films.phantom());
    return server.send(
        identified(ApiClient.PREDICT, request)
            .header("Content-Type", film.contentType())
            .POST(film.toPublisher()));
  }

  private static JsonObject onlyEventOf(String request) {
    List<JsonObject> events = eventsOf(request);
    assertEquals(1, events.size(), events::toString);
    return events.get(0);
  }

  private static List<JsonObject> eventsOf(String request) {
    return server
        .get(EVENTS + "?request_id=" + request)
        .expect(200)
        .array()
        .getValuesAs(JsonObject.class);
  }

  private static List<String> actions(List<JsonObject> events) {
    return events.stream().map(e -> e.getJsonString("action")).map(JsonString::getString).toList();
  }

  private static void sql(String statement) throws Exception {
    Map<String, String> at = database.environment();
    try (var connection =
            DriverManager.getConnection(
                at.get("DB_URL"), at.get("DB_USER"), at.get("DB_PASSWORD"));
        var update = connection.createStatement()) {
      update.executeUpdate(statement);
    }
  }

  private static void rename(String actor, int row) throws Exception {
    sql(
        "update audit_events set actor_name = '%s' where sequence_number = %d"
            .formatted(actor, row));
  }

  private static Process command() throws Exception {
    Path driver =
        Path.of(
            org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    ProcessBuilder command =
        new ProcessBuilder(
                "src/audit/verify-audit.sh",
                database.environment().get("DB_URL"),
                process.dataDirectory().resolve("audit-secret").toString())
            .redirectErrorStream(true);
    command.environment().putAll(database.environment());
    command.environment().put("JDBC_DRIVERS", driver.toString());
    return command.start();
  }
}
