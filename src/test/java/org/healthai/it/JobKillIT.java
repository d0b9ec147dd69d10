package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs of a server with its own database and its own messages that does not live long. */
class JobKillIT {
  private static final String DEFAULT = "/api/v1/models/chest_xray/default";
  private static final int FILMS = 1000;
  private static final int FEW_FILMS = 300;
  private static final int SIDE = 128;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static ItServer process;
  private static ApiClient server;
  private static JobCalls jobs;

  @BeforeAll
  static void start() throws Exception {
    process = ItServer.create("job-kill", Map.of()).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
    jobs = new JobCalls(server);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  private static byte[] films(int count) {
    return JobCalls.zip(count, film -> Films.drawn(film, SIDE, SIDE));
  }

  @Test
  void answersEveryFilmOnceThoughItIsKilledWhileItSendsAndWhileItWorks() throws Exception {
    long before = server.total();
    long id = jobs.submit(films(FILMS));

    process.kill();
    process.startAndAwaitReady();
    jobs.awaitDone(id, FILMS / 3, LIMIT);
    int doneBeforeTheKill = jobs.count(id, "done");
    process.kill();
    process.startAndAwaitReady();
    jobs.awaitState(id, "completed", LIMIT);

    assertTrue(doneBeforeTheKill < FILMS, "it was killed under way");
    jobs.assertAnsweredOnce(id, FILMS);
    assertEquals(before + FILMS, server.total(), "no answer that belongs to no film");
  }

  @Test
  void staysWithItsModelThoughTheDefaultIsAnotherAndTheServerIsStopped() throws Exception {
    long id = jobs.submit(films(FEW_FILMS));
    jobs.awaitDone(id, 1, LIMIT);

    setDefault(Predictions.VERSION_FOR_EVERY_ENGINE);
    try {
      process.stop();
      process.startAndAwaitReady();
      jobs.awaitState(id, "completed", LIMIT);

      assertEquals(
          Predictions.VERSION_FOR_EVERY_ENGINE,
          server.classify(Films.phantom()).getString("model_version"));
    } finally {
      setDefault(Predictions.VERSION);
    }
    jobs.assertAnsweredOnce(id, FEW_FILMS);
    assertEquals(Predictions.VERSION, jobs.show(id).getString("model_version"));
    assertEquals(List.of(Predictions.VERSION), versions(id));
  }

  private static List<String> versions(long id) {
    return jobs.results(id).stream()
        .map(result -> result.getJsonObject("prediction").getString("model_version"))
        .distinct()
        .toList();
  }

  private static void setDefault(String version) {
    JsonObject choice = Json.createObjectBuilder().add("version", version).build();
    server.put(DEFAULT, choice).expect(200);
  }
}
