package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many clients at once: nobody gets another one's answer, and health answers meanwhile. */
class ConcurrencyIT {
  private static final int CLIENTS = 200;
  private static final long FIRST_SEED = 5_000;

  /** Generous, since client and server share a machine: a starved server needs many seconds. */
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void givesEachOfManyClientsTheAnswerToItsOwnFilm() {
    List<byte[]> films =
        LongStream.range(FIRST_SEED, FIRST_SEED + CLIENTS).mapToObj(Films::drawn).toList();
    List<JsonObject> alone = films.stream().map(server::classify).map(this::exact).toList();
    assertEquals(CLIENTS, new HashSet<>(alone).size(), "each film has an answer of its own");
    long before = server.total();

    List<CompletableFuture<Answer>> pending = films.stream().map(server::predictLater).toList();
    List<Duration> health = askForHealthUntil(pending);
    List<JsonObject> together =
        pending.stream().map(answer -> answer.join().expect(201).object()).toList();

    for (int i = 0; i < CLIENTS; i++) {
      assertEquals(alone.get(i), exact(together.get(i)), "film " + i);
    }
    assertEquals(CLIENTS, together.stream().map(Predictions::idOf).distinct().count());
    assertEquals(before + CLIENTS, server.total());
    assertTrue(health.size() > 3, "health was asked while films waited");
    health.forEach(time -> assertTrue(time.compareTo(HEALTH_LIMIT) < 0, "health took " + time));
  }

  private List<Duration> askForHealthUntil(List<CompletableFuture<Answer>> pending) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new));
    List<Duration> times = new ArrayList<>();
    while (!all.isDone()) {
      long start = System.nanoTime();
      server.get("/health/live").expect(200);
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return times;
  }

  private JsonObject exact(JsonObject prediction) {
    return Predictions.exactProbabilitiesOf(prediction);
  }
}
