package org.healthai.prediction.cache.redis;

import java.time.Duration;
import java.util.Optional;
import org.healthai.prediction.cache.SharedStore;
import org.healthai.redis.RedisConnections;
import org.healthai.redis.RedisSettings;
import redis.clients.jedis.params.SetParams;

/**
 * Bytes in Redis. Safe for many threads; holds sockets until {@link #close}.
 *
 * <p>{@link #probe} makes every connection there is, so that {@code find} and {@code put} find one
 * and never wait for a handshake.
 */
public final class RedisStore implements SharedStore {
  private final RedisConnections redis;

  /**
   * A store that is not connected yet.
   *
   * @param connections how many threads may use it at once
   */
  public RedisStore(RedisSettings settings, int connections) {
    this.redis = new RedisConnections(settings, connections);
  }

  /** By GETRANGE, which says of a missing key what it says of an empty value. */
  @Override
  public Optional<byte[]> find(byte[] key, int maxBytes) {
    byte[] value = redis.execute(commands -> commands.getrange(key, 0, maxBytes - 1L));
    return value == null || value.length == 0 ? Optional.empty() : Optional.of(value);
  }

  @Override
  public void put(byte[] key, byte[] value, Duration timeToLive) {
    redis.execute(
        commands -> commands.set(key, value, SetParams.setParams().px(timeToLive.toMillis())));
  }

  @Override
  public void probe() {
    redis.probe();
  }

  @Override
  public void close() {
    redis.close();
  }
}
