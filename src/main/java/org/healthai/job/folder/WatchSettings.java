package org.healthai.job.folder;

import java.nio.file.Path;
import java.time.Duration;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, and what becomes of it.
 *
 * @param directory {@code healthai.job.watch-folder}
 * @param path the same below the tenant's import root, with / between its parts
 * @param tenant {@code healthai.job.watch-tenant}: whose the jobs are
 * @param settle {@code healthai.job.watch-settle}: how long a file must not change before it is
 *     taken
 * @param modelName {@code healthai.job.watch-model}: null for the default one
 * @param modelVersion {@code healthai.job.watch-version}: null for the model's default
 * @param operatingPoint {@code healthai.job.watch-operating-point}: null for no decision
 * @param maxFilms files that one job may have
 */
public record WatchSettings(
    Path directory,
    String path,
    Tenant tenant,
    Duration settle,
    @Nullable String modelName,
    @Nullable String modelVersion,
    @Nullable String operatingPoint,
    int maxFilms) {

  /**
   * Where a watched folder lies below the import root.
   *
   * @throws IllegalArgumentException when it does not: its films are read in place, and nothing
   *     else is
   */
  public static String pathBelow(@Nullable Path importRoot, Path directory) {
    if (importRoot == null
        || !directory.startsWith(importRoot)
        || directory.getNameCount() == importRoot.getNameCount()) {
      throw new IllegalArgumentException(
          "watch-folder must be below the import root of watch-tenant, since its films are"
              + " read in place; import-root is the default tenant's unless it has {tenant} in it");
    }
    return importRoot
        .relativize(directory)
        .toString()
        .replace(directory.getFileSystem().getSeparator(), "/");
  }
}
