package org.healthai.limit.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.healthai.RedisServer;
import org.healthai.limit.Bucket4jBuckets;
import org.healthai.limit.SharedBucketsContract;
import org.healthai.limit.TokenBuckets;
import org.healthai.redis.RedisSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Against a real Redis; skipped where there is none. */
class RedisBucketsTest extends SharedBucketsContract {
  private static RedisServer redis;

  private final RedisBuckets here = connect();
  private final RedisBuckets there = connect();

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

  @AfterEach
  void disconnect() {
    here.close();
    there.close();
  }

  private RedisBuckets connect() {
    return new RedisBuckets(
        new RedisSettings(URI.create(redis.url()), Duration.ofSeconds(2)), 8, clock);
  }

  @Override
  protected TokenBuckets buckets() {
    return new Bucket4jBuckets(here.proxies());
  }

  @Override
  protected TokenBuckets anotherServer() {
    return new Bucket4jBuckets(there.proxies());
  }

  @Test
  void redisForgetsABucketOnceItMustBeFull() {
    buckets().take(id, SIXTY, 30);

    try (Jedis client = redis.client()) {
      long left = client.pttl("healthai:limit:key:%s:60/3600".formatted(id.owner()));

      assertTrue(left > Duration.ofMinutes(29).toMillis(), "left: " + left);
      assertTrue(left <= Duration.ofMinutes(31).toMillis(), "left: " + left);
    }
  }

  @Test
  void failsWhileRedisIsAwayAndWorksAgainAtOnceWhenItIsBack() throws IOException {
    buckets().take(id, SIXTY, 1);

    redis.kill();
    assertThrows(RuntimeException.class, () -> buckets().take(id, SIXTY, 1));
    redis.restart();

    assertEquals(59, buckets().take(id, SIXTY, 1).left(), "it came back empty");
  }
}
