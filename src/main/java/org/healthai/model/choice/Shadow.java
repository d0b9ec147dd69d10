package org.healthai.model.choice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A version that runs beside the one that answers.
 *
 * @param version the candidate
 * @param percent its share of the answered films, 1 to 100
 * @param since when it was chosen, in whole microseconds; its report begins there
 */
public record Shadow(String version, int percent, Instant since) {

  /** Truncates the time to what every database keeps. */
  public Shadow {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("percent is a whole number from 1 to 100");
    }
    since = since.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Whether a film is in the share: decided by its prediction's id alone, on every server alike.
   */
  public boolean takes(long predictionId) {
    return Long.remainderUnsigned(mixed(predictionId), 100) < percent;
  }

  /** SplitMix64's finaliser: ids that follow each other look random (Steele et al. 2014). */
  private static long mixed(long id) {
    long z = (id ^ id >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
