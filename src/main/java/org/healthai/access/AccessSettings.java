package org.healthai.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of access control.
 *
 * @param bootstrapApiKey {@code healthai.bootstrap.api.key}: the first administrator's key, at
 *     least {@value #MIN_BOOTSTRAP_LENGTH} characters; null to have one generated
 * @param dataDirectory where a generated key is written
 */
public record AccessSettings(@Nullable String bootstrapApiKey, Path dataDirectory) {
  /** Shorter keys can be tried out. */
  public static final int MIN_BOOTSTRAP_LENGTH = 32;

  private static final int MIN_DISTINCT_CHARACTERS = 10;

  /** Refuses keys that could be guessed or could not be sent in a header. */
  public AccessSettings {
    if (bootstrapApiKey != null) {
      requireStrong(bootstrapApiKey);
    }
  }

  private static void requireStrong(String key) {
    if (!ApiKeyAuthenticator.isPlausible(key)) {
      throw new IllegalArgumentException(
          "healthai.bootstrap.api.key must have visible ASCII characters only, at most "
              + ApiKeyAuthenticator.MAX_KEY_LENGTH);
    }
    if (key.length() < MIN_BOOTSTRAP_LENGTH
        || key.chars().distinct().count() < MIN_DISTINCT_CHARACTERS) {
      throw new IllegalArgumentException(
          "healthai.bootstrap.api.key is too weak: at least %d characters, %d of them different"
              .formatted(MIN_BOOTSTRAP_LENGTH, MIN_DISTINCT_CHARACTERS));
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "AccessSettings[bootstrapApiKey=%s, dataDirectory=%s]"
        .formatted(bootstrapApiKey == null ? "none" : "set", dataDirectory);
  }
}
