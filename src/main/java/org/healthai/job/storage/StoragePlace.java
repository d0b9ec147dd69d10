package org.healthai.job.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;
import org.healthai.job.PlaceIds;
import org.jspecify.annotations.Nullable;

/**
 * Tells the directory where films of jobs wait from others that bear its name: the mount point of a
 * share that is not mounted, or a directory that another server has for itself. The right one has
 * an empty file whose name is the id that the database knows. Safe for many threads.
 *
 * <p>A file for each id, and no content: whoever comes first, and whatever breaks off, servers that
 * see one directory find the one id that the database took.
 */
final class StoragePlace {
  /** What the names of these files begin with. */
  static final String MARKER = ".place-";

  private final Path directory;
  private final PlaceIds ids;
  private volatile @Nullable String id;

  StoragePlace(Path directory, PlaceIds ids) {
    this.directory = directory;
    this.ids = ids;
  }

  /**
   * Does nothing where the directory is the right one; makes it where the database has none yet.
   *
   * @throws HealthAiException STORE_UNAVAILABLE where it is not there, or another one
   */
  void require() {
    if (!isThere()) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the place where films of jobs wait is not there");
    }
  }

  /** What is wrong with it, for operators. */
  Optional<String> findProblem() {
    try {
      if (isThere()) {
        return Optional.empty();
      }
    } catch (HealthAiException notKnown) {
      return Optional.of(notKnown.detail());
    }
    return Optional.of(
        ("healthai.job.storage-directory has no file %s%s: it is not mounted, or not the one of"
                + " this database")
            .formatted(MARKER, id));
  }

  private boolean isThere() {
    String known = id;
    if (known == null) {
      known = ids.getOrAdopt("");
      if (known.isEmpty()) {
        known = ids.getOrAdopt(ownId());
      }
      id = known;
    }
    return Files.exists(directory.resolve(MARKER + known));
  }

  /** The id that the directory has, or a new one that it has from now on. */
  private String ownId() {
    try {
      OwnerOnlyFiles.createDirectory(directory);
      try (DirectoryStream<Path> markers = Files.newDirectoryStream(directory, MARKER + "*")) {
        Iterator<Path> found = markers.iterator();
        if (found.hasNext()) {
          return found.next().getFileName().toString().substring(MARKER.length());
        }
      }
      String made = UUID.randomUUID().toString();
      Files.createFile(directory.resolve(MARKER + made));
      return made;
    } catch (IOException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the place where films of jobs wait cannot be used", e);
    }
  }
}
