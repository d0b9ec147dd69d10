package org.healthai.prediction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;

/**
 * Keeps films as files of one directory, readable by the server's user alone. Safe for many
 * threads.
 *
 * <p>A server killed while it writes leaves a part file; {@link #open} removes those. One killed
 * between the film and its row leaves a film without a prediction, which nobody is told about: the
 * price of not losing a film that was promised to be kept.
 */
public final class DirectoryFilmArchive implements FilmArchive {
  /** No upload takes longer than this; younger parts may belong to another server. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path directory;

  private DirectoryFilmArchive(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens an archive, creating the directory where it is missing.
   *
   * @throws HealthAiException STORE_UNAVAILABLE when the directory cannot be made or made private
   */
  public static DirectoryFilmArchive open(Path directory, Instant now) {
    try {
      OwnerOnlyFiles.createDirectory(directory);
      removeParts(directory, now.minus(ABANDONED_AFTER));
      return new DirectoryFilmArchive(directory);
    } catch (IOException e) {
      throw unavailable("the directory for films cannot be used", e);
    }
  }

  private static void removeParts(Path directory, Instant abandonedBefore) throws IOException {
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(directory, "*" + OwnerOnlyFiles.PART_SUFFIX)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(abandonedBefore)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  @Override
  public void keep(StoredName name, FilmBytes film) {
    try {
      OwnerOnlyFiles.write(
          pathOf(name),
          out -> {
            try (InputStream in = film.open()) {
              in.transferTo(out);
            }
          });
    } catch (IOException e) {
      throw unavailable("the film could not be kept; nothing was stored", e);
    }
  }

  @Override
  public void delete(StoredName name) {
    try {
      Files.deleteIfExists(pathOf(name));
    } catch (IOException e) {
      throw unavailable("the film could not be removed; its prediction is kept", e);
    }
  }

  private Path pathOf(StoredName name) {
    return directory.resolve(name.value());
  }

  private static HealthAiException unavailable(String detail, IOException cause) {
    return new HealthAiException(ErrorCode.STORE_UNAVAILABLE, detail, cause);
  }
}
