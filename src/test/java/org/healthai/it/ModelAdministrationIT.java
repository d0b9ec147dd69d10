package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with two versions of its model, administered while it answers. */
class ModelAdministrationIT {
  private static final String MODEL = "/api/v1/models/chest_xray";
  private static final Duration LOADING = Duration.ofMinutes(2);

  private static ModelPackages packages;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    packages = ModelPackages.create("administration-models").add("1").add("2");
    process =
        ItServer.create("administration", Map.of("HEALTHAI_MODELS_DIR", packages.root().toString()))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  /** Whatever a test before left: 1 and 2 are ready, 1 is the default. */
  @BeforeEach
  void bothReady() {
    for (String version : new String[] {"1", "2"}) {
      Eventually.until("settled", LOADING, () -> !stateOf(version).equals("LOADING"));
      if (stateOf(version).equals("UNLOADED")) {
        server.post(MODEL + "/versions/" + version + "/load?wait=true").expect(200);
      }
    }
    setDefault("1").expect(200);
    server.delete(MODEL + "/shadow").expect(204);
  }

  private static String stateOf(String version) {
    return server.get(MODEL + "/versions/" + version).expect(200).object().getString("state");
  }

  private static Answer setDefault(String version) {
    return server.put(
        MODEL + "/default", Json.createObjectBuilder().add("version", version).build());
  }

  private static String answering() {
    return server.classify(Films.phantom()).getString("model_version");
  }

  @Test
  void switchesTheDefaultUnderLoadAndRollsBack() {
    JsonObject before = server.classify(Films.phantom());
    CompletableFuture<Answer> underWay = server.predictLater(Films.drawn(1));

    JsonObject switched = setDefault("2").expect(200).object();

    assertEquals("2", switched.getString("default_version"));
    assertEquals("1", switched.getString("previous_version"));
    JsonObject after = server.classify(Films.phantom());
    assertEquals("2", after.getString("model_version"));
    assertTrue(Predictions.maxDifference(before, after) < 1e-4, "the same network");
    underWay.join().expect(201);
    server.post(MODEL + "/rollback").expect(200);
    assertEquals("1", answering());
    Problems.assertProblem(server.post(MODEL + "/rollback"), 409, "CONFLICT");
  }

  @Test
  void keepsTheChoiceOverARestartAndRefusesUsers() throws Exception {
    setDefault("2").expect(200);
    server.post(MODEL + "/versions/1/unload").expect(200);

    process.stop();
    process.startAndAwaitReady();

    assertEquals("UNLOADED", stateOf("1"));
    assertEquals("2", answering());
    ApiClient user = new Keys(server).create("default", "predict", "read").client();
    user.get(MODEL).expect(200);
    Problems.assertProblem(user.post(MODEL + "/versions/1/load"), 403, "FORBIDDEN");
    Problems.assertProblem(user.post(MODEL + "/rollback"), 403, "FORBIDDEN");
    Problems.assertProblem(
        server.withoutKey().post(MODEL + "/versions/1/load"), 401, "UNAUTHENTICATED");
    assertEquals("UNLOADED", stateOf("1"));
  }

  @Test
  void aBrokenPackageNeverDisturbsTheRunningOne() throws Exception {
    packages.addBroken("3");
    CompletableFuture<Answer> underWay = server.predictLater(Films.drawn(2));

    JsonObject problem =
        Problems.assertProblem(
            server.post(MODEL + "/versions/3/load?wait=true"), 422, "MODEL_REFUSED");

    assertTrue(
        problem.getString("detail").startsWith("model chest_xray 3 is refused: "),
        problem::toString);
    underWay.join().expect(201);
    assertEquals("REFUSED", stateOf("3"));
    assertEquals("1", answering());
    Problems.assertProblem(setDefault("3"), 409, "CONFLICT");
  }

  @Test
  void aBrokenReloadLeavesTheInstanceThatRuns() throws Exception {
    packages.addBroken("2");
    try {
      Problems.assertProblem(
          server.post(MODEL + "/versions/2/load?wait=true"), 422, "MODEL_REFUSED");

      assertEquals("READY", stateOf("2"));
      server.post(ApiClient.PREDICT + "?version=2", Multipart.ofFilm(Films.phantom())).expect(201);
    } finally {
      packages.add("2");
    }
  }

  @Test
  void dividesFilmsAndKeepsStudiesTogether() {
    JsonObject weights = Json.createObjectBuilder().add("1", 1).add("2", 1).build();
    server
        .put(MODEL + "/routes", Json.createObjectBuilder().add("weights", weights).build())
        .expect(200);
    List<byte[]> films = LongStream.range(100, 116).mapToObj(Films::drawn).toList();

    List<String> versions = films.stream().map(film -> versionOf("", film)).toList();

    assertEquals(Set.of("1", "2"), Set.copyOf(versions));
    assertEquals(versions, films.stream().map(film -> versionOf("", film)).toList());
    assertEquals(1, films.stream().map(film -> versionOf("?study_id=7", film)).distinct().count());
    assertEquals(versionOf("?study_id=7", films.get(0)), versionOfStudyInHeader("7"));
    assertTrue(films.stream().allMatch(film -> versionOf("?version=2", film).equals("2")));
    assertEquals(Set.copyOf(versions), versionsOfBatch(films));
  }

  private static String versionOf(String query, byte[] film) {
    return server
        .post(ApiClient.PREDICT + query, Multipart.ofFilm(film))
        .expect(201)
        .object()
        .getString("model_version");
  }

  private static String versionOfStudyInHeader(String study) {
    HttpRequest.Builder request =
        server
            .request(ApiClient.PREDICT)
            .header("X-Study-Id", study)
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Films.phantom()));
    return server.send(request).expect(201).object().getString("model_version");
  }

  private static Set<String> versionsOfBatch(List<byte[]> films) {
    return server
        .batch(Multipart.ofFilms(films))
        .expect(201)
        .object()
        .getJsonArray("predictions")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(prediction -> prediction.getString("model_version"))
        .collect(Collectors.toSet());
  }

  @Test
  void comparesAShadowThatClientsNeverSee() {
    JsonObject shadow = Json.createObjectBuilder().add("version", "2").build();
    server.put(MODEL + "/shadow", shadow).expect(200);
    assertEquals(0, shadowReport().getInt("count"));
    long before = server.total();

    JsonObject first = server.classify(Films.phantom());
    Eventually.until("looked at", LOADING, () -> shadowReport().getInt("count") == 1);

    JsonObject report = shadowReport();
    String label = first.getString("prediction_class");
    assertEquals("1", first.getString("model_version"));
    assertEquals(1.0, Predictions.number(report, "agreement_rate"));
    assertTrue(Predictions.number(report, "max_difference") < 1e-4, "the same network");
    assertEquals(1, report.getJsonObject("confusion").getJsonObject(label).getInt(label));
    assertEquals(before + 1, server.total());
    server.delete(ApiClient.PREDICTIONS + "/" + Predictions.idOf(first)).expect(204);
    assertEquals(0, shadowReport().getInt("count"), "goes with its prediction");
    assertTrue(Metrics.of(server).sum("healthai_shadow_films_total", "outcome=\"stored\"") >= 1);
    server.delete(MODEL + "/shadow").expect(204);
    Problems.assertProblem(server.get(MODEL + "/shadow-report"), 404, "NOT_FOUND");
  }

  private static JsonObject shadowReport() {
    return server.get(MODEL + "/shadow-report").expect(200).object();
  }

  @Test
  void unloadsAndLoadsWhileItAnswers() {
    server.post(MODEL + "/versions/2/unload").expect(200);

    Problems.assertProblem(
        server.post(ApiClient.PREDICT + "?version=2", Multipart.ofFilm(Films.drawn(3))),
        503,
        "MODEL_NOT_READY");
    Problems.assertProblem(server.post(MODEL + "/versions/1/unload"), 409, "CONFLICT");
    Answer load = server.post(MODEL + "/versions/2/load").expect(202);
    assertEquals("LOADING", load.object().getString("state"));
    Problems.assertProblem(server.post(MODEL + "/versions/2/load"), 409, "CONFLICT");
    assertEquals("1", answering());
    String where = load.header("Location");
    Eventually.until(
        "loaded",
        LOADING,
        () -> server.get(where).expect(200).object().getString("state").equals("READY"));
    assertFalse(server.get(where).object().getBoolean("is_default"));
  }
}
