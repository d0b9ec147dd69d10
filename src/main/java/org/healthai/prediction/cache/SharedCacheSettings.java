package org.healthai.prediction.cache;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Redis that servers share answers in.
 *
 * @param url {@code redis://} or, with TLS, {@code rediss://}; user, password, port and number of
 *     the database may be in it ({@code healthai.prediction.cache-redis-url})
 * @param secret what answers are signed with, the same on every server ({@code
 *     healthai.prediction.cache-secret})
 * @param timeout after which an answer counts as unknown ({@code
 *     healthai.prediction.cache-timeout})
 */
public record SharedCacheSettings(URI url, String secret, Duration timeout) {
  /** Shorter secrets can be tried out by whoever reads the store. */
  public static final int MIN_SECRET_LENGTH = 32;

  private static final List<String> SCHEMES = List.of("redis", "rediss");
  private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");

  /** Refuses what cannot be connected to, without showing it. */
  public SharedCacheSettings {
    if (!SCHEMES.contains(url.getScheme())
        || url.getHost() == null
        || !DATABASE.matcher(url.getPath()).matches()
        || url.getQuery() != null) {
      throw new IllegalArgumentException(
          "cache-redis-url (value not shown) must look like"
              + " redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS;"
              + " everything but the host may be left out");
    }
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "cache-secret must have at least " + MIN_SECRET_LENGTH + " characters");
    }
  }

  /** Never shows the secrets. */
  @Override
  public String toString() {
    return "SharedCacheSettings[host=%s, timeout=%s]".formatted(url.getHost(), timeout);
  }
}
