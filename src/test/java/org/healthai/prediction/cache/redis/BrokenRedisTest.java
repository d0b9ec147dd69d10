package org.healthai.prediction.cache.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.healthai.redis.RedisSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisException;

/** Against something that listens and is no Redis, or a very slow one. */
@Timeout(60)
class BrokenRedisTest {
  private static final byte[] KEY = {'k'};

  private static RedisStore store(int port, Duration timeout, int connections) {
    return new RedisStore(
        new RedisSettings(URI.create("redis://127.0.0.1:" + port), timeout), connections);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "$-7\r\n", "*1\r\n$1\r\nx\r\n", ":x\r\n"})
  void garbageIsAFailure(String reply) throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(command -> reply);
        RedisStore store = store(server.port(), Duration.ofSeconds(5), 1)) {
      assertThrows(RuntimeException.class, store::probe);
    }
  }

  @Test
  void silenceIsAFailureAfterTheTimeout() throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(command -> "");
        RedisStore store = store(server.port(), Duration.ofMillis(50), 1)) {
      assertThrows(JedisException.class, store::probe);
    }
  }

  @Test
  void aLateReplyIsNeverTheAnswerToTheNextQuestion() throws Exception {
    try (ScriptedServer server = ScriptedServer.holdingItsFirstReply("$4\r\nlate\r\n");
        RedisStore store = store(server.port(), Duration.ofMillis(200), 1)) {
      assertThrows(JedisException.class, () -> store.find(KEY, 100));
      server.release();

      byte[] answer = store.find(KEY, 100).orElseThrow();

      assertArrayEquals("next".getBytes(StandardCharsets.US_ASCII), answer);
    }
  }
}
