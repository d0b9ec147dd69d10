package org.healthai.limit.redis;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis.JedisBasedProxyManagerBuilder;
import io.github.bucket4j.redis.jedis.RedisApi;
import java.time.Clock;
import java.time.Duration;
import org.healthai.limit.ClockMeter;
import org.healthai.redis.RedisConnections;
import org.healthai.redis.RedisSettings;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;

/**
 * Buckets in Redis, one key each, which Redis forgets once they must be full. Servers compare and
 * swap, so that none waits for another's lock. Safe for many threads; holds sockets until {@link
 * #close}.
 */
public final class RedisBuckets implements AutoCloseable {
  private static final String PREFIX = "healthai:limit:";

  /** How much longer than until it is full a bucket is kept: clocks differ. */
  private static final Duration KEPT_LONGER = Duration.ofMinutes(1);

  /** How often a swap may have to be tried again, in times that one command may take. */
  private static final int TRIES = 10;

  private final RedisConnections redis;
  private final ProxyManager<String> buckets;

  /**
   * Buckets that are not connected yet.
   *
   * @param connections how many threads may use them at once
   */
  public RedisBuckets(RedisSettings settings, int connections, Clock clock) {
    this.redis = new RedisConnections(settings, connections);
    this.buckets =
        new JedisBasedProxyManagerBuilder<>(Mapper.STRING, new Commands(redis))
            .clientClock(new ClockMeter(clock))
            .requestTimeout(settings.timeout().multipliedBy(TRIES))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
            .build();
  }

  /** The buckets, as Bucket4j sees them. */
  public ProxyManager<String> proxies() {
    return buckets.withMapper(name -> PREFIX + name);
  }

  @Override
  public void close() {
    redis.close();
  }

  /** What Bucket4j asks Redis for. */
  private record Commands(RedisConnections redis) implements RedisApi {

    @Override
    public @Nullable Object eval(byte[] script, int keyCount, byte[]... parameters) {
      return execute(commands -> commands.eval(script, keyCount, parameters));
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
      return execute(commands -> commands.get(key));
    }

    @Override
    public void delete(byte[] key) {
      execute(commands -> commands.del(key));
    }

    /** After a failure the other connections are not to be trusted either. */
    private <T> @Nullable T execute(
        java.util.function.Function<CommandObjects, CommandObject<T>> command) {
      try {
        return redis.execute(command);
      } catch (RuntimeException failure) {
        redis.forget();
        throw failure;
      }
    }
  }
}
