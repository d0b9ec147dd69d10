package org.healthai.redis;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A bounded number of connections to one Redis. Safe for many threads; holds sockets until {@link
 * #close}.
 *
 * <p>A connection that failed or was late is not used again: what comes over it later would be the
 * answer to another question.
 */
public final class RedisConnections implements AutoCloseable {
  /** A handshake with TLS takes longer than a command. */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final int DEFAULT_PORT = 6379;

  private final CommandObjects commands = new CommandObjects();
  private final ConnectionPool pool;
  private final int connections;

  /**
   * Connects when the first command or {@link #probe} needs it.
   *
   * @param connections how many threads may use it at once; more wait for the timeout at most
   */
  public RedisConnections(RedisSettings settings, int connections) {
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

  private static JedisClientConfig client(RedisSettings settings) {
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

  /**
   * Sends a command and waits for its reply.
   *
   * @return what Redis says; null where it says nothing
   * @throws RuntimeException when there is no reply in time, or one that is none
   */
  public <T> @Nullable T execute(Function<CommandObjects, CommandObject<T>> command) {
    try (Connection connection = pool.getResource()) {
      return connection.executeCommand(command.apply(commands));
    }
  }

  /**
   * Makes every connection there is anew, so that no command waits for a handshake, and asks for a
   * sign of life.
   */
  public void probe() {
    forget();
    pool.addObjects(connections - pool.getNumActive());
    try (Connection connection = pool.getResource()) {
      if (!connection.ping()) {
        throw new JedisException("the server answers something else to PING");
      }
    }
  }

  /** Drops connections that nobody uses: after a failure they lead nowhere. */
  public void forget() {
    pool.clear();
  }

  @Override
  public void close() {
    pool.close();
  }
}
