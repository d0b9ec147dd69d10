package org.healthai.access.token;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that this server issues.
 *
 * @param issuer {@code healthai.access.token-issuer}: their {@code iss}
 * @param audience {@code healthai.access.token-audience}: their {@code aud}
 * @param life {@code healthai.access.token-life}: how long one works at most
 * @param keys {@code healthai.access.token-keys}: a JWK Set; null to have a key made
 * @param dataDirectory where a key that was made is kept
 */
public record TokenSettings(
    String issuer, String audience, Duration life, @Nullable String keys, Path dataDirectory) {

  /** Refuses keys that cannot be used, before anything else is done. */
  public TokenSettings {
    if (keys != null) {
      TokenKeys.parse(keys);
    }
  }

  /** Never shows the keys. */
  @Override
  public String toString() {
    return "TokenSettings[issuer=%s, audience=%s, life=%s, keys=%s]"
        .formatted(issuer, audience, life, keys == null ? "none" : "set");
  }
}
