package org.healthai.access.user;

import java.time.Duration;

/**
 * How passwords are kept and guessing them is slowed down.
 *
 * @param memoryKib memory of one hash in KiB ({@code healthai.access.password-memory-kib})
 * @param iterations passes over it ({@code healthai.access.password-iterations})
 * @param hashesAtOnce hashes computed at the same time ({@code
 *     healthai.access.password-hashes-at-once}); memory and processors are bounded by it
 * @param lockAfter failures that lock a name ({@code healthai.access.lock-after})
 * @param lockFor for how long ({@code healthai.access.lock-for})
 */
public record PasswordSettings(
    int memoryKib, int iterations, int hashesAtOnce, int lockAfter, Duration lockFor) {
  /** The least that OWASP's cheat sheet allows: 7 MiB with five passes, 46 MiB with one. */
  private static final int MIN_KIB_PASSES = 35_840;

  /** Refuses hashes that could be tried out too fast. */
  public PasswordSettings {
    if (memoryKib * iterations < MIN_KIB_PASSES) {
      throw new IllegalArgumentException(
          "password-memory-kib times password-iterations must be at least " + MIN_KIB_PASSES);
    }
  }
}
