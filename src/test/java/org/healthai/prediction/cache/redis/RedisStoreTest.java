package org.healthai.prediction.cache.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.healthai.RedisServer;
import org.healthai.redis.RedisSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Against a real Redis; skipped where there is none. */
class RedisStoreTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TTL = Duration.ofMinutes(10);

  private static RedisServer redis;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  private static RedisStore store(String url) {
    return new RedisStore(new RedisSettings(URI.create(url), TIMEOUT), 2);
  }

  private static RedisStore connected() {
    RedisStore store = store(redis.url());
    store.probe();
    return store;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsBytesForTheirTime() {
    byte[] value = {0, -1, '\r', '\n', 7};
    try (RedisStore store = connected();
        Jedis client = redis.client()) {
      store.put(bytes("kept"), value, TTL);

      assertArrayEquals(value, store.find(bytes("kept"), 100).orElseThrow());
      long left = client.pttl("kept");
      assertTrue(left > 0 && left <= TTL.toMillis(), "left: " + left);
    }
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    try (RedisStore store = connected()) {
      assertEquals(Optional.empty(), store.find(bytes("missing"), 100));
    }
  }

  @Test
  void readsNoMoreOfALongValueThanItMay() {
    try (RedisStore store = connected()) {
      store.put(bytes("long"), new byte[10_000], TTL);

      assertEquals(100, store.find(bytes("long"), 100).orElseThrow().length);
    }
  }

  @Test
  void usesTheDatabaseOfTheUrl() {
    try (RedisStore first = connected();
        RedisStore second = store(redis.url() + "/1")) {
      first.put(bytes("database"), bytes("0"), TTL);

      assertEquals(Optional.empty(), second.find(bytes("database"), 100));
    }
  }

  @Test
  void failsWhileRedisIsAwayAndIsBackAfterAProbe() throws IOException {
    try (RedisStore store = connected()) {
      redis.kill();
      assertThrows(JedisException.class, () -> store.find(bytes("x"), 100));
      assertThrows(JedisException.class, store::probe);

      redis.restart();
      store.probe();

      assertEquals(Optional.empty(), store.find(bytes("x"), 100));
    }
  }

  @Test
  void aWrongPasswordFailsTheProbe() {
    try (RedisStore store = store("redis://:wrong@127.0.0.1:" + redis.port())) {
      assertThrows(JedisException.class, store::probe);
    }
  }
}
