package org.healthai.audit.trail;

import java.nio.file.Path;
import java.util.Locale;
import org.healthai.audit.chain.AuditSecret;
import org.jspecify.annotations.Nullable;

/**
 * How the trail is kept.
 *
 * @param onFailure what happens to reads and refusals while it cannot be written ({@code
 *     healthai.audit.on-failure})
 * @param queueCapacity events that may wait then ({@code healthai.audit.queue-capacity})
 * @param refusalsPerMinute rows that an address without a valid key can cause a minute ({@code
 *     healthai.audit.refusals-per-minute})
 * @param secret what rows are sealed with; null for the one in the data directory ({@code
 *     healthai.audit.secret})
 * @param dataDirectory where that one is
 */
public record AuditSettings(
    OnFailure onFailure,
    int queueCapacity,
    int refusalsPerMinute,
    @Nullable String secret,
    Path dataDirectory) {

  /** What to do when an event cannot be written. */
  public enum OnFailure {
    /** Nothing is answered. */
    REFUSE,
    /** It waits in memory, and nothing is answered once the queue is full. */
    QUEUE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses a secret that can be guessed. */
  public AuditSettings {
    if (secret != null && secret.length() < AuditSecret.MIN_LENGTH) {
      throw new IllegalArgumentException(
          "secret must have at least " + AuditSecret.MIN_LENGTH + " characters");
    }
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "AuditSettings[onFailure=%s]".formatted(onFailure);
  }
}
