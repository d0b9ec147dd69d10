package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.healthai.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * A server that remembers one answer itself and all of them in Redis, so that most hits come from
 * there. Skipped where Redis is not installed.
 */
class ResultCacheIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SECRET = "it-secret-0123456789abcdef0123456789";
  private static final int FILMS = 8;

  private static RedisServer redis;
  private static ItServer process;
  private static ApiClient server;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start();
    process =
        ItServer.create(
                "result-cache",
                Map.of(
                    "HEALTHAI_PREDICTION_CACHE", "redis",
                    "HEALTHAI_PREDICTION_CACHE_ENTRIES", "1",
                    "HEALTHAI_PREDICTION_CACHE_REDIS_URL", redis.url(),
                    "HEALTHAI_LIMIT_STORE", "redis",
                    "HEALTHAI_LIMIT_REDIS_TIMEOUT", "PT0.5S",
                    "HEALTHAI_PREDICTION_CACHE_SECRET", SECRET,
                    // a busy build machine; a real one has no reason to wait so long
                    "HEALTHAI_PREDICTION_CACHE_TIMEOUT", "PT0.5S"))
            .startAndAwaitReady();
    server = ApiClient.ofFurther(process);
    awaitShared(1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void aHitIsTheMissBitForBitAndAPredictionOfItsOwn() {
    long before = server.total();

    JsonObject miss = server.classify(Films.drawn(900));
    JsonObject hit = server.classify(Films.drawn(900));

    assertFalse(miss.getBoolean("cached"), miss::toString);
    assertTrue(hit.getBoolean("cached"), hit::toString);
    assertEquals(Predictions.exactProbabilitiesOf(miss), Predictions.exactProbabilitiesOf(hit));
    assertEquals(miss.getString("prediction_class"), hit.getString("prediction_class"));
    assertNotEquals(miss.getString("image_filename"), hit.getString("image_filename"));
    assertEquals(before + 2, server.total());
    assertTrue(stored(hit).getBoolean("cached"));
    assertFalse(stored(miss).getBoolean("cached"));
  }

  @Test
  void equalFilmsOfABatchAreAllAnsweredAndStored() {
    byte[] film = Films.drawn(901);
    long before = server.total();

    JsonObject batch =
        server.batch(Multipart.ofFilms(List.of(film, film, film))).expect(201).object();

    assertEquals(3, batch.getInt("successful"));
    assertEquals(
        1,
        batch.getJsonArray("predictions").getValuesAs(JsonObject.class).stream()
            .map(Predictions::exactProbabilitiesOf)
            .distinct()
            .count());
    assertEquals(before + 3, server.total());
  }

  @Test
  void findsInRedisWhatItForgotItself() {
    List<JsonObject> first = classify(910);
    double before = lookups("shared", "hit");

    List<JsonObject> second = classify(910);

    assertSameAnswers(first, second);
    assertTrue(lookups("shared", "hit") >= before + FILMS - 1, () -> metrics().toString());
  }

  @Test
  void neverTellsWhatSomebodyElseWroteIntoRedis() {
    List<JsonObject> first = classify(920);
    double before = lookups("shared", "rejected");
    try (Jedis client = redis.client()) {
      List<byte[]> keys = List.copyOf(client.keys("*".getBytes(StandardCharsets.US_ASCII)));
      List<byte[]> values = keys.stream().map(client::get).toList();
      for (int i = 0; i < keys.size(); i++) {
        client.set(keys.get(i), values.get((i + 1) % keys.size()));
      }
    }

    List<JsonObject> second = classify(920);

    assertSameAnswers(first, second);
    assertTrue(lookups("shared", "rejected") >= before + FILMS - 1, () -> metrics().toString());
  }

  @Test
  void worksOnWhileRedisIsAwayAndUsesItAgainAfterwards() throws IOException {
    List<JsonObject> first = classify(930);

    redis.kill();
    try {
      assertSameAnswers(first, classify(930));
      awaitShared(0);
    } finally {
      redis.restart();
    }
    awaitShared(1);
    classify(930);
    double before = lookups("shared", "hit");
    assertSameAnswers(first, classify(930));
    assertTrue(lookups("shared", "hit") > before, () -> metrics().toString());
  }

  /** Its limits are in the same Redis. */
  @Test
  void countsAloneWhileRedisIsAway() throws IOException {
    ApiClient limited = new Keys(server).createLimited("default", 2, "predict").client();
    limited.predict(Films.drawn(940)).expect(201);
    try (Jedis client = redis.client()) {
      assertEquals(1, client.keys("healthai:limit:key:*:2/3600").size());
    }

    redis.kill();
    try {
      limited.predict(Films.drawn(940)).expect(201);
      limited.predict(Films.drawn(940)).expect(201);
      Problems.assertProblem(limited.predict(Films.drawn(940)), 429, "QUOTA_EXCEEDED");
      assertEquals(0, metrics().sum("healthai_limit_store_up"));
    } finally {
      redis.restart();
    }
    Eventually.until("Redis counts", SOON, () -> limited.predict(Films.drawn(940)).status() == 201);
    assertEquals(1, metrics().sum("healthai_limit_store_up"));
  }

  private static List<JsonObject> classify(long firstFilm) {
    return LongStream.range(firstFilm, firstFilm + FILMS)
        .mapToObj(film -> server.classify(Films.drawn(film)))
        .toList();
  }

  private static void assertSameAnswers(List<JsonObject> expected, List<JsonObject> actual) {
    assertEquals(
        expected.stream().map(Predictions::exactProbabilitiesOf).toList(),
        actual.stream().map(Predictions::exactProbabilitiesOf).toList());
  }

  private static JsonObject stored(JsonObject prediction) {
    return server
        .get(ApiClient.PREDICTIONS + "/" + Predictions.idOf(prediction))
        .expect(200)
        .object();
  }

  private static void awaitShared(int up) {
    Eventually.until(
        "healthai_cache_shared_up = " + up,
        SOON,
        () ->
            metrics().has("healthai_cache_shared_up")
                && metrics().sum("healthai_cache_shared_up") == up);
  }

  private static double lookups(String level, String result) {
    return metrics()
        .sum(
            "healthai_cache_lookups_total", "level=\"" + level + "\"", "result=\"" + result + "\"");
  }

  private static Metrics metrics() {
    return Metrics.of(server);
  }
}
