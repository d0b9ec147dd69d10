package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that remembers answers, with versions of one network that decide differently. */
class OperatingPointsIT {
  private static final String MODEL = "/api/v1/models/chest_xray";
  private static final Duration LOADING = Duration.ofMinutes(2);
  private static final String SCREENING = "?operating_point=screening";

  /** Below and above everything that a film of these tests gets. */
  private static final double LOW = 1e-9;

  private static final double HIGH = 0.999999;

  private static ModelPackages packages;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    packages =
        ModelPackages.create("operating-points-models")
            .addDeciding("1", points(LOW))
            .addDeciding("2", JsonValue.EMPTY_JSON_OBJECT);
    process =
        ItServer.create(
                "operating-points",
                Map.of(
                    "HEALTHAI_MODELS_DIR",
                    packages.root().toString(),
                    "HEALTHAI_PREDICTION_CACHE",
                    "memory"))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
    for (String version : new String[] {"1", "2"}) {
      Eventually.until("ready", LOADING, () -> stateOf(version).equals("READY"));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  @BeforeEach
  void oneAnswers() {
    server
        .put(MODEL + "/default", Json.createObjectBuilder().add("version", "1").build())
        .expect(200);
  }

  private static JsonObject points(double normal) {
    JsonObject screening =
        Json.createObjectBuilder().add("Normal", normal).add("Viral pneumonia", HIGH).build();
    return Json.createObjectBuilder()
        .add("screening", screening)
        .add("confirm", Json.createObjectBuilder())
        .build();
  }

  private static String stateOf(String version) {
    return server.get(MODEL + "/versions/" + version).expect(200).object().getString("state");
  }

  private static Answer predict(String query, byte[] film) {
    return server.post(ApiClient.PREDICT + query, Multipart.ofFilm(film));
  }

  private static JsonObject stored(JsonObject prediction) {
    return server
        .get(ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction))
        .expect(200)
        .object();
  }

  private static boolean isPositive(JsonObject prediction, String label) {
    JsonObject labels = prediction.getJsonObject("decision").getJsonObject("labels");
    JsonObject decided = labels.getJsonObject(label);
    assertEquals(prediction.getJsonObject("probabilities").get(label), decided.get("probability"));
    return decided.getBoolean("positive");
  }

  @Test
  void showsWhichOperatingPointsThereAre() {
    JsonObject version = server.get(MODEL + "/versions/1").expect(200).object();
    JsonObject summary =
        server.get(MODEL).expect(200).object().getJsonArray("versions").getJsonObject(0);

    assertEquals(points(LOW), version.getJsonObject("details").getJsonObject("operating_points"));
    assertEquals(
        Json.createArrayBuilder(List.of("screening", "confirm")).build(),
        summary.getJsonArray("operating_points"));
  }

  @Test
  void decidesAndShowsTheSameDecisionEverAfter() {
    JsonObject plain = predict("", Films.drawn(1)).expect(201).object();
    JsonObject decided = predict(SCREENING, Films.drawn(1)).expect(201).object();

    assertFalse(plain.containsKey("decision"), plain::toString);
    assertTrue(decided.getBoolean("cached"), "a decision costs the model nothing");
    assertTrue(isPositive(decided, "Normal"));
    assertFalse(isPositive(decided, "Viral pneumonia"));
    JsonObject decision = decided.getJsonObject("decision");
    assertEquals("screening", decision.getString("operating_point"));
    assertFalse(decision.getJsonObject("labels").containsKey("Bacterial pneumonia"));
    assertEquals(plain.getString("prediction_class"), decided.getString("prediction_class"));
    assertEquals(decided, stored(decided));
    assertEquals(
        decided,
        server.get(ApiClient.PREDICTIONS + "?limit=1").expect(200).array().getJsonObject(0));
  }

  @Test
  void remembersADecisionWhoseThresholdsHaveChangedSince() throws Exception {
    JsonObject before = predict(SCREENING, Films.drawn(2)).expect(201).object();
    try {
      replaceVersion1(points(HIGH));

      JsonObject after = predict(SCREENING + "&version=1", Films.drawn(2)).expect(201).object();

      assertTrue(isPositive(before, "Normal"));
      assertFalse(isPositive(after, "Normal"));
      assertEquals(before, stored(before));
    } finally {
      replaceVersion1(points(LOW));
    }
  }

  /** The content of a version that runs never changes, so it is unloaded first. */
  private static void replaceVersion1(JsonObject points) throws IOException {
    server.post(MODEL + "/versions/1/unload").expect(200);
    packages.addDeciding("1", points);
    server.post(MODEL + "/versions/1/load?wait=true").expect(200);
  }

  @Test
  void refusesPointsThatTheVersionDoesNotHaveAndListsThoseItHas() {
    long before = server.total();

    JsonObject unknown =
        Problems.assertProblem(
            predict("?operating_point=confirmed", Films.drawn(3)), 422, "UNKNOWN_OPERATING_POINT");
    JsonObject none =
        Problems.assertProblem(
            predict(SCREENING + "&version=2", Films.drawn(3)), 422, "UNKNOWN_OPERATING_POINT");

    assertEquals(
        "model chest_xray 1 has no such operating point; it has screening, confirm",
        unknown.getString("detail"));
    assertEquals(
        "model chest_xray 2 has no such operating point; it has none", none.getString("detail"));
    Problems.assertProblem(predict("?operating_point=", Films.drawn(3)), 400, "INVALID_PARAMETER");
    assertEquals(before, server.total());
  }

  /** Both versions share the films, and one of them cannot decide. */
  @Test
  void everyFilmOfABatchIsDecidedByTheVersionThatAnswersIt() {
    JsonObject weights = Json.createObjectBuilder().add("1", 1).add("2", 1).build();
    server
        .put(MODEL + "/routes", Json.createObjectBuilder().add("weights", weights).build())
        .expect(200);
    List<byte[]> films = LongStream.range(100, 116).mapToObj(Films::drawn).toList();

    JsonObject batch =
        server.post(ApiClient.BATCH + SCREENING, Multipart.ofFilms(films)).expect(201).object();

    List<JsonObject> decided = batch.getJsonArray("predictions").getValuesAs(JsonObject.class);
    List<JsonObject> errors = batch.getJsonArray("errors").getValuesAs(JsonObject.class);
    assertFalse(decided.isEmpty() || errors.isEmpty(), batch::toString);
    decided.forEach(each -> assertEquals("1", each.getString("model_version")));
    decided.forEach(each -> assertTrue(isPositive(each, "Normal")));
    errors.forEach(each -> assertEquals("UNKNOWN_OPERATING_POINT", each.getString("code")));
  }

  @Test
  void theAuditTrailNamesThePoint() {
    JsonObject prediction = predict(SCREENING, Films.drawn(4)).expect(201).object();

    JsonObject event =
        server
            .get(
                "/api/v1/audit/events?entity_kind=prediction&action=predict&entity_id="
                    + Predictions.idOf(prediction))
            .expect(200)
            .array()
            .getJsonObject(0);

    assertEquals("screening", event.getJsonObject("details").getString("operating_point"));
  }
}
