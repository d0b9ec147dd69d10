package org.healthai.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a Redis is, and how long it may take.
 *
 * @param url {@code redis://} or, with TLS, {@code rediss://}; user, password, port and number of
 *     the database may be in it
 * @param timeout after which an answer is not waited for any more
 */
public record RedisSettings(URI url, Duration timeout) {
  private static final List<String> SCHEMES = List.of("redis", "rediss");
  private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");

  /** Refuses what cannot be connected to, without showing it. */
  public RedisSettings {
    if (!SCHEMES.contains(url.getScheme())
        || url.getHost() == null
        || !DATABASE.matcher(url.getPath()).matches()
        || url.getQuery() != null) {
      throw new IllegalArgumentException(
          "the URL (value not shown) must look like"
              + " redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS;"
              + " everything but the host may be left out");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout for Redis must be positive");
    }
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "RedisSettings[host=%s, timeout=%s]".formatted(url.getHost(), timeout);
  }
}
