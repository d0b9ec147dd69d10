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
  private static final int ANSWERS_BEFORE_KILL = 60;

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
  void keepsEveryAnswerGivenBeforeAKillUnderLoad() throws Exception {
    Queue<JsonObject> answered = new ConcurrentLinkedQueue<>();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<CompletableFuture<Void>> load = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      long firstSeed = 1000L * (client + 1);
      load.add(CompletableFuture.runAsync(() -> postUntilRefused(firstSeed, answered), clients));
    }
    Eventually.until(
        "answers", Duration.ofMinutes(2), () -> answered.size() >= ANSWERS_BEFORE_KILL);

    process.kill();
    load.forEach(CompletableFuture::join);
    clients.shutdown();
    assertTrue(clients.awaitTermination(1, TimeUnit.MINUTES));
    process.startAndAwaitReady();

    assertEquals(
        answered.size(), answered.stream().map(Predictions::idOf).distinct().count(), "unique ids");
    answered.forEach(RestartIT::assertRemembered);
    assertTrue(server.total() >= answered.size());
    JsonObject next = server.classify(Films.drawn(6));
    assertTrue(answered.stream().noneMatch(p -> Predictions.idOf(p) == Predictions.idOf(next)));
  }

  private static void postUntilRefused(long firstSeed, Queue<JsonObject> answered) {
    for (long seed = firstSeed; ; seed++) {
      Answer answer;
      try {
        answer = server.predict(Films.drawn(seed));
      } catch (UncheckedIOException killed) {
        return;
      }
      answered.add(answer.expect(201).object());
    }
  }

  private static void assertRemembered(JsonObject prediction) {
    String path = ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction);
    assertEquals(prediction, server.get(path).expect(200).object());
  }
}
