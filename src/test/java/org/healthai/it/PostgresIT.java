package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same server on PostgreSQL, and what it does without its database. */
class PostgresIT {
  private static final String KEY = "it-0123456789-abcdefghijklmnopqrstuvwxyz";
  private static final Duration RECOVERY = Duration.ofMinutes(1);

  /** Each server chooses its convolution algorithm by timing; the choices differ by 1e-7. */
  private static final double ALGORITHM_TOLERANCE = 1e-6;

  private static Postgres database;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    process = ItServer.create("postgres", environment());
    process.startAndAwaitReady();
    server = ApiClient.of(process.base(), KEY);
  }

  private static Map<String, String> environment() throws Exception {
    database = new Postgres(Files.createTempDirectory("healthai-it-postgres").resolve("data"));
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("HEALTHAI_BOOTSTRAP_API_KEY", KEY);
    return environment;
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
    database.close();
  }

  /**
   * Its tables and its log of changes, as they are on the disk. What the last call wrote is looked
   * for until it is there: this database writes a moment after it has answered.
   */
  @Test
  void theDatabaseHoldsNoReferenceInClear() {
    String patient = "PlantedMrn" + System.nanoTime();
    String reason = "written" + System.nanoTime();
    JsonObject stored =
        server
            .send(
                server
                    .request(ApiClient.PREDICT)
                    .header("X-Patient-Reference", patient)
                    .header("Content-Type", "image/png")
                    .POST(BodyPublishers.ofByteArray(Films.drawn(8))))
            .expect(201)
            .object();
    JsonObject body =
        Json.createObjectBuilder().add("patient_reference", patient).add("reason", reason).build();
    server.postJson("/api/v1/privacy/holds", body).expect(201);

    assertEquals(
        patient,
        server
            .get(ApiClient.PREDICTIONS + "/" + stored.getInt("id"))
            .object()
            .getString("patient_reference"));
    Eventually.until("written", RECOVERY, () -> database.contains(reason));
    assertTrue(database.contains(stored.getString("image_filename")));
    assertFalse(database.contains(patient));
  }

  @Test
  void predictsListsAndForgets() {
    JsonObject one = server.classify(Films.drawn(1));
    JsonObject other = server.classify(Films.drawn(2));

    assertEquals(
        List.of(other, one),
        server
            .get(ApiClient.PREDICTIONS + "?limit=2")
            .expect(200)
            .array()
            .getValuesAs(JsonObject.class));
    String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(one);
    assertEquals(one, server.get(path).expect(200).object());
    server.delete(path).expect(204);
    Problems.assertProblem(server.get(path), 404, "NOT_FOUND");
  }

  @Test
  void storesABatchInOneGo() {
    long before = server.total();

    JsonObject answer =
        server
            .batch(Multipart.ofFilms(List.of(Films.drawn(3), Films.drawn(4), Films.drawn(5))))
            .expect(201)
            .object();

    assertEquals(3, answer.getInt("successful"));
    assertEquals(before + 3, server.total());
  }

  @Test
  void answersLikeTheServerOnDerby() {
    double difference =
        Predictions.maxDifference(
            ApiClient.ofSharedServer().classify(Films.phantom()), server.classify(Films.phantom()));

    assertTrue(difference <= ALGORITHM_TOLERANCE, "difference " + difference);
  }

  @Test
  void takesTheFirstKeyFromTheEnvironmentAndWritesNone() {
    assertEquals(200, server.get(ApiClient.PREDICTIONS).status());
    assertFalse(Files.exists(process.dataDirectory().resolve(ApiClient.FIRST_KEY_FILE)));
  }

  @Test
  void saysThatTheStoreIsAwayAndRecovers() throws Exception {
    JsonObject before = server.classify(Films.drawn(6));
    long total = server.total();
    database.stop();
    try {
      Problems.assertProblem(server.predict(Films.drawn(7)), 503, "STORE_UNAVAILABLE");
      Problems.assertProblem(server.get(ApiClient.PREDICTIONS), 503, "STORE_UNAVAILABLE");
      Eventually.until("not ready", RECOVERY, () -> server.get("/health/ready").status() == 503);
      assertEquals("DOWN", server.get("/health/ready").object().getString("status"));
      assertEquals(200, server.get("/health/live").status());
    } finally {
      database.start();
    }

    Eventually.until("ready", RECOVERY, () -> server.get("/health/ready").status() == 200);
    assertEquals(total, server.total(), "nothing was stored meanwhile");
    assertTrue(Predictions.idOf(server.classify(Films.drawn(8))) > Predictions.idOf(before));
  }
}
