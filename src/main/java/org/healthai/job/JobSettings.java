package org.healthai.job;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How jobs are worked on; filled by {@code config}.
 *
 * @param maxAttempts attempts that a film has before it is given up ({@code
 *     healthai.job.max-attempts})
 * @param filmTimeout what decoding and scoring may take in one attempt, after the film was read
 *     ({@code healthai.job.film-timeout})
 * @param retention how long the films of an ended job are kept, so that it can be restarted ({@code
 *     healthai.job.retention})
 * @param maxFilms films of one job ({@code healthai.job.max-films})
 * @param maxBytes bytes of all films of one job ({@code healthai.job.max-bytes})
 * @param importRoot what the paths of manifests are below, as {@link ImportRoots} reads it; null
 *     where none may be given ({@code healthai.job.import-root})
 * @param importMarker name of a file that is in each root that is mounted; null for none ({@code
 *     healthai.job.import-marker})
 * @param storageDirectory where films wait ({@code healthai.job.storage-directory})
 * @param diskReserveBytes what films leave free of the disk there ({@code
 *     healthai.job.disk-reserve-bytes})
 */
public record JobSettings(
    int maxAttempts,
    Duration filmTimeout,
    Duration retention,
    int maxFilms,
    long maxBytes,
    @Nullable Path importRoot,
    @Nullable String importMarker,
    Path storageDirectory,
    long diskReserveBytes) {

  /**
   * Refuses settings with which no job could end well.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public JobSettings {
    if (importRoot != null
        && importRoot.toString().replace(ImportRoots.TENANT, "").matches(".*[{}].*")) {
      throw new IllegalArgumentException(
          "import-root has braces in it; only %s stands for something"
              .formatted(ImportRoots.TENANT));
    }
    if (importMarker != null && !importMarker.matches("[^/\\\\]*[^/\\\\.][^/\\\\]*")) {
      throw new IllegalArgumentException("import-marker must be the name of a file");
    }
    AttemptTimes unused = AttemptTimes.of(filmTimeout);
    if (maxAttempts <= ClaimRules.SUSPECT_FROM) {
      throw new IllegalArgumentException(
          "max-attempts must be at least %d: a film is worked on alone only after %d attempts"
              .formatted(ClaimRules.SUSPECT_FROM + 1, ClaimRules.SUSPECT_FROM));
    }
  }
}
