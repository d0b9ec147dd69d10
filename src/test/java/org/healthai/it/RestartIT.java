package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server remembers when it comes back, however it went. */
class RestartIT {
  private static final int CLIENTS = 8;
  private static final int ENOUGH_ANSWERS = 60;

  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    process = ItServer.create("restart", Map.of()).startAndAwaitReady();
    server = ApiClient.ofFurther(process);
  }

  @AfterAll
  static void stop() throws Exception {
    process.close();
  }

  @Test
  void keepsHistoryAndKeysOverAStop() throws Exception {
    List<JsonObject> answered =
        LongStream.range(0, 5).mapToObj(Films::drawn).map(server::classify).toList();
    long total = server.total();
    Path keyFile = process.dataDirectory().resolve(ApiClient.FIRST_KEY_FILE);
    String key = Files.readString(keyFile);

    process.stop();
    process.startAndAwaitReady();

    assertEquals(total, server.total());
    answered.forEach(RestartIT::assertRemembered);
    assertEquals(key, Files.readString(keyFile));
    JsonObject next = server.classify(Films.drawn(5));
    assertTrue(
        answered.stream().allMatch(old -> Predictions.idOf(old) < Predictions.idOf(next)),
        "ids go on after a restart");
  }

  @Test
  void saysWhereItListensAndWhereItsKeyIs() throws Exception {
    String log = process.log();

    assertTrue(log.contains("Ready. Listening on " + process.base()), log);
    assertTrue(log.contains("OpenAPI UI:    " + process.base() + "/openapi/ui/"), log);
    Path key = process.dataDirectory().resolve(ApiClient.FIRST_KEY_FILE).toAbsolutePath();
    assertTrue(log.contains("First API key: " + key), log);
  }

  @Test
  void answersOrRefusesWhatIsUnderWayWhenItIsStopped() throws Exception {
    Load load = new Load(10_000);
    load.awaitAnswers();

    process.stop();
    load.end();
    process.startAndAwaitReady();

    load.refused.forEach(
        answer ->
            assertTrue(
                answer.expect(503).header("Content-Type").startsWith("application/problem+json"),
                answer::toString));
    load.answered.forEach(RestartIT::assertRemembered);
  }

  @Test
  void keepsEveryAnswerGivenBeforeAKillUnderLoad() throws Exception {
    Load load = new Load(1_000);
    load.awaitAnswers();

    process.kill();
    load.end();
    process.startAndAwaitReady();

    Queue<JsonObject> answered = load.answered;
    assertTrue(load.refused.isEmpty(), load.refused::toString);
    assertEquals(
        answered.size(), answered.stream().map(Predictions::idOf).distinct().count(), "unique ids");
    answered.forEach(RestartIT::assertRemembered);
    assertTrue(server.total() >= answered.size());
    JsonObject next = server.classify(Films.drawn(6));
    assertTrue(answered.stream().noneMatch(p -> Predictions.idOf(p) == Predictions.idOf(next)));
  }

  private static void assertRemembered(JsonObject prediction) {
    String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction);
    assertEquals(prediction, server.get(path).expect(200).object());
  }

  /** Clients that send films of their own until the server is gone. */
  private static final class Load {
    final Queue<JsonObject> answered = new ConcurrentLinkedQueue<>();
    final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    Load(long firstSeed) {
      for (int client = 0; client < CLIENTS; client++) {
        long seed = firstSeed + 1000L * client;
        running.add(CompletableFuture.runAsync(() -> postUntilGone(seed), clients));
      }
    }

    private void postUntilGone(long firstSeed) {
      for (long seed = firstSeed; ; seed++) {
        Answer answer;
        try {
          answer = server.predict(Films.drawn(seed));
        } catch (UncheckedIOException gone) {
          return;
        }
        if (answer.status() == 201) {
          answered.add(answer.object());
        } else {
          refused.add(answer);
        }
      }
    }

    void awaitAnswers() {
      Eventually.until("answers", Duration.ofMinutes(2), () -> answered.size() >= ENOUGH_ANSWERS);
    }

    void end() throws InterruptedException {
      running.forEach(CompletableFuture::join);
      clients.shutdown();
      assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
    }
  }
}
