package org.healthai.prediction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.OwnerOnlyFiles;
import org.healthai.secret.StreamSealer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps films as sealed files of one directory, readable by the server's user alone. Safe for many
 * threads. Films of the time before they were sealed lie there as they came.
 *
 * <p>A server killed while it writes leaves a part file; {@link #open} removes those. One killed
 * between the film and its row leaves a film without a prediction, which nobody can open; whoever
 * looks at {@link #listBefore} can remove it.
 */
public final class DirectoryFilmArchive implements FilmArchive {
  /** No upload takes longer than this; younger parts may belong to another server. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path directory;
  private final StreamSealer sealer;

  private DirectoryFilmArchive(Path directory, StreamSealer sealer) {
    this.directory = directory;
    this.sealer = sealer;
  }

  /**
   * Opens an archive, creating the directory where it is missing.
   *
   * @param sealer seals what is kept from now on
   * @throws HealthAiException STORE_UNAVAILABLE when the directory cannot be made or made private
   */
  public static DirectoryFilmArchive open(Path directory, StreamSealer sealer, Instant now) {
    try {
      OwnerOnlyFiles.createDirectory(directory);
      removeParts(directory, now.minus(ABANDONED_AFTER));
      return new DirectoryFilmArchive(directory, sealer);
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
  public Optional<String> keep(StoredName name, FilmBytes film) {
    AtomicReference<@Nullable String> key = new AtomicReference<>();
    try {
      OwnerOnlyFiles.write(
          pathOf(name),
          out -> {
            try (InputStream in = film.open()) {
              key.set(sealer.seal(in, out, name.filmContext()));
            }
          });
      return Optional.ofNullable(key.get());
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

  @Override
  public boolean has(StoredName name) {
    return Files.exists(pathOf(name));
  }

  @Override
  public void copy(StoredName name, @Nullable String sealedKey, OutputStream out)
      throws IOException {
    try (InputStream film = Files.newInputStream(pathOf(name))) {
      if (sealedKey == null) {
        film.transferTo(out);
      } else {
        sealer.open(film, out, sealedKey, name.filmContext());
      }
    }
  }

  @Override
  public List<StoredName> listBefore(Instant writtenBefore) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "img_*")) {
      List<StoredName> names = new ArrayList<>();
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (StoredName.isName(name)
            && Files.getLastModifiedTime(file).toInstant().isBefore(writtenBefore)) {
          names.add(new StoredName(name));
        }
      }
      return names;
    } catch (IOException e) {
      throw unavailable("the directory for films cannot be read", e);
    }
  }

  private Path pathOf(StoredName name) {
    return directory.resolve(name.value());
  }

  private static HealthAiException unavailable(String detail, IOException cause) {
    return new HealthAiException(ErrorCode.STORE_UNAVAILABLE, detail, cause);
  }
}
