package org.healthai.job.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.DirectoryEntries;
import org.healthai.files.OwnerOnlyFiles;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobInputs;
import org.healthai.job.PlaceIds;
import org.healthai.prediction.FilmBytes;
import org.healthai.secret.StreamSealer;
import org.jspecify.annotations.Nullable;

/**
 * Films of jobs as sealed files of a directory, readable by the server's user alone; several
 * servers may share it. Safe for many threads.
 */
public final class DirectoryJobInputs implements JobInputs {
  private final Path directory;
  private final StoragePlace place;
  private final DiskReserve reserve;
  private final StreamSealer sealer;

  /**
   * Films in that directory.
   *
   * @param ids tells whether it is the one of the database; where that has none yet, it is made
   * @param own whether it can be no other database's
   * @param reserve what is left free of its disk
   */
  public DirectoryJobInputs(
      Path directory, PlaceIds ids, boolean own, DiskReserve reserve, StreamSealer sealer) {
    this.reserve = reserve;
    this.directory = directory;
    this.place = new StoragePlace(new DirectoryMarkers(directory), ids, own);
    this.sealer = sealer;
  }

  @Override
  public String keep(String folder, int item, FilmBytes film) {
    AtomicReference<@Nullable String> key = new AtomicReference<>();
    try {
      Path target = pathOf(folder, item);
      if (!Files.isDirectory(folderOf(folder))) {
        place.require();
        OwnerOnlyFiles.createDirectory(folderOf(folder));
      }
      reserve.require(directory);
      OwnerOnlyFiles.write(
          target,
          out -> {
            try (InputStream in = film.open()) {
              key.set(sealer.seal(in, out, ItemSealer.filmContext(folder, item)));
            }
          });
    } catch (IOException e) {
      throw unavailable("a film of the job could not be kept", e);
    }
    String sealedKey = key.get();
    if (sealedKey == null) {
      throw new IllegalStateException("a film that was written has a key");
    }
    return sealedKey;
  }

  @Override
  public InputStream open(String folder, int item, String filmKey) throws IOException {
    InputStream sealed;
    try {
      sealed = Files.newInputStream(pathOf(folder, item));
    } catch (NoSuchFileException gone) {
      place.require();
      throw new HealthAiException(ErrorCode.NOT_FOUND, "the film is not kept any more", gone);
    }
    try {
      return sealer.open(sealed, filmKey, ItemSealer.filmContext(folder, item));
    } catch (RuntimeException notOurs) {
      sealed.close();
      throw notOurs;
    }
  }

  @Override
  public void remove(String folder, int item) {
    try {
      if (!Files.deleteIfExists(pathOf(folder, item))) {
        place.require();
      }
    } catch (IOException e) {
      throw unavailable("a film of the job could not be removed", e);
    }
  }

  @Override
  public void removeAll(String folder) {
    Path whole = folderOf(folder);
    if (!Files.isDirectory(whole)) {
      place.require();
      return;
    }
    try (DirectoryStream<Path> films = Files.newDirectoryStream(whole)) {
      DirectoryEntries.forEach(films, Files::deleteIfExists);
      Files.deleteIfExists(whole);
    } catch (NoSuchFileException | NotDirectoryException gone) {
      place.require(); // another server was faster
    } catch (IOException e) {
      throw unavailable("the films of the job could not be removed", e);
    }
  }

  @Override
  public List<String> listFolders() {
    place.require();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, Files::isDirectory)) {
      List<String> names = new ArrayList<>();
      DirectoryEntries.forEach(folders, folder -> names.add(String.valueOf(folder.getFileName())));
      names.removeIf(name -> !JobFolder.isOne(name));
      return names;
    } catch (IOException e) {
      throw unavailable("the films of jobs cannot be listed", e);
    }
  }

  /** Whatever is put into a directory or removed from it changes its time. */
  @Override
  public Optional<Instant> findLastChange(String folder) {
    try {
      return Optional.of(Files.getLastModifiedTime(folderOf(folder)).toInstant());
    } catch (NoSuchFileException gone) {
      place.require();
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("the films of jobs cannot be listed", e);
    }
  }

  @Override
  public Optional<String> findProblem() {
    return place.findProblem();
  }

  private Path pathOf(String folder, int item) {
    return folderOf(folder).resolve("film-" + item);
  }

  private Path folderOf(String folder) {
    return directory.resolve(JobFolder.require(folder));
  }

  private static HealthAiException unavailable(String detail, IOException cause) {
    return new HealthAiException(ErrorCode.STORE_UNAVAILABLE, detail, cause);
  }
}
