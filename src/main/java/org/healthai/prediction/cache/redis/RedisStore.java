package org.healthai.prediction.cache.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.healthai.prediction.cache.SharedCacheSettings;
import org.healthai.prediction.cache.SharedStore;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Bytes in Redis, by Jedis. Safe for many threads; holds sockets until {@link #close}.
 *
 * <p>{@link #probe} makes every connection there is, so that {@code find} and {@code put} find one
 * and never wait for a handshake. A connection that failed or was late is not used again: what
 * comes over it later would be the answer to another question.
 */
public final class RedisStore implements SharedStore {
  /** For {@link #probe} alone: a handshake with TLS takes longer than a look. */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final int DEFAULT_PORT = 6379;

  private final CommandObjects commands = new CommandObjects();
  private final ConnectionPool pool;
  private final int connections;

  /**
   * A store that is not connected yet.
   *
   * @param connections how many threads may use it at once
   */
  public RedisStore(SharedCacheSettings settings, int connections) {
    this.connections = connections;
    GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(connections);
    config.setMaxIdle(connections);
    config.setMaxWait(settings.timeout());
    config.setJmxEnabled(false);
    this.pool = new ConnectionPool(address(settings.url()), client(settings), config);
  }

  private static HostAndPort address(URI url) {
    return new HostAndPort(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
  }

  private static JedisClientConfig client(SharedCacheSettings settings) {
    URI url = settings.url();
    return DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis((int) CONNECT.toMillis())
        .socketTimeoutMillis((int) settings.timeout().toMillis())
        .user(JedisURIHelper.getUser(url))
        .password(JedisURIHelper.getPassword(url))
        .database(JedisURIHelper.getDBIndex(url))
        .ssl(JedisURIHelper.isRedisSSLScheme(url))
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
        .build();
  }

  /** By GETRANGE, which says of a missing key what it says of an empty value. */
  @Override
  public Optional<byte[]> find(byte[] key, int maxBytes) {
    try (Connection connection = pool.getResource()) {
      byte[] value = connection.executeCommand(commands.getrange(key, 0, maxBytes - 1L));
      return value == null || value.length == 0 ? Optional.empty() : Optional.of(value);
    }
  }

  @Override
  public void put(byte[] key, byte[] value, Duration timeToLive) {
    try (Connection connection = pool.getResource()) {
      connection.executeCommand(
          commands.set(key, value, SetParams.setParams().px(timeToLive.toMillis())));
    }
  }

  @Override
  public void probe() {
    pool.clear();
    pool.addObjects(connections - pool.getNumActive());
    try (Connection connection = pool.getResource()) {
      if (!connection.ping()) {
        throw new JedisException("the server answers something else to PING");
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
